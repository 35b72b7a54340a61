package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.SharedLedger.Opening;
import dev.domovoi.app.cluster.Cluster;
import dev.domovoi.app.cluster.ClusterWatch;
import dev.domovoi.app.cluster.LedgerMap;
import dev.domovoi.app.cluster.Term;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Begins a vigil when this pod is to lead, and ends it when it does no more. One thread does both, so that one vigil
/// has ended before another begins; a vigil whose term is over is mute by itself until then.
final class Handover {
    private static final Duration LOOKED_AT = Duration.ofMillis(200);
    private static final System.Logger LOG = System.getLogger(Handover.class.getName());

    private final Station station;
    private final Cluster cluster;
    private final Thread thread;
    private final Semaphore stir = new Semaphore(0);
    private Optional<Path> history;
    private volatile Optional<Led> current = Optional.empty();
    private Optional<Vigil> begun = Optional.empty();
    private volatile boolean isStopping;
    private volatile Optional<String> away = Optional.empty();

    private record Led(Term term, Vigil vigil, SharedLedger ledger, Optional<ClusterWatch> watch) {}

    Handover(Station station, Cluster cluster, Optional<Path> history) {
        this.station = station;
        this.cluster = cluster;
        this.history = history;
        this.thread = Thread.ofPlatform().name("handover").unstarted(this::run);
    }

    void start() {
        thread.start();
        cluster.start(stir::release);
    }

    /// The vigil that is kept right now.
    Optional<Vigil> vigil() {
        return current.map(Led::vigil).filter(Vigil::leads);
    }

    boolean isAlive() {
        boolean isWatchAlive = current.map(
                        led -> !led.term().isHeld() || led.vigil().isAlive())
                .orElse(true);
        return thread.isAlive() && cluster.isAlive() && isWatchAlive;
    }

    /// Why this pod could not lead, or leads without being allowed to act; empty while all is well.
    Optional<String> trouble() {
        return cluster.trouble()
                .or(() -> away)
                .or(() -> current.filter(led -> led.term().isHeld())
                        .flatMap(led -> led.ledger().trouble()));
    }

    /// Whether a vigil may still write to the store.
    boolean isWriting() {
        return thread.isAlive();
    }

    /// Ends the vigil and then leaves the Lease free: the next leader finds everything written.
    void stop() {
        isStopping = true;
        stir.release();
        try {
            thread.join(Duration.ofSeconds(4));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        cluster.close();
    }

    private void run() {
        try {
            while (!isStopping) {
                converge();
                if (stir.tryAcquire(LOOKED_AT.toMillis(), TimeUnit.MILLISECONDS)) {
                    stir.drainPermits();
                }
            }
            end();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            station.vitals().failed("this pod can keep no watch: " + bug);
            LOG.log(System.Logger.Level.ERROR, "this pod can keep no watch and leaves it to the others", bug);
            giveUp();
        }
    }

    /// After a bug: whatever watch was begun ends, and the Lease is left to the others whatever happens.
    private void giveUp() {
        try {
            begun.ifPresent(Vigil::end);
        } finally {
            cluster.close();
        }
    }

    private void converge() throws InterruptedException {
        if (current.isPresent() && !current.get().term().isHeld()) {
            end();
        }
        Optional<Term> term = cluster.term();
        if (current.isEmpty() && term.isPresent()) {
            begin(term.get());
        }
    }

    private void begin(Term term) throws InterruptedException {
        LedgerMap map = cluster.ledger();
        switch (SharedLedger.open(new LocalLedger(station.store()), map, term, station.time())) {
            case Opening.Opened opened -> begin(term, opened.ledger());
            case Opening.Away failed -> {
                if (away.isEmpty()) {
                    station.narrator().say(Kind.TROUBLE, "Cannot take over yet: " + failed.why() + ".");
                }
                away = Optional.of(failed.why());
                stir.tryAcquire(cluster.retry().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void begin(Term term, SharedLedger ledger) {
        away = Optional.empty();
        station.vitals().beginAnew();
        station.inbox().clear();
        station.narrator().say(Kind.NEWS, "Leading from now on, with a hold.");
        ledger.trouble()
                .ifPresent(
                        why -> station.narrator().say(Kind.TROUBLE, "Acting is refused until a restart: " + why + "."));
        Vigil vigil = new Vigil(station, ledger, term::isHeld);
        begun = Optional.of(vigil);
        Optional<Path> past = history;
        history = Optional.empty();
        vigil.start(past);
        Optional<ClusterWatch> watch = cluster.watch(vigil::observed, station.time());
        current = Optional.of(new Led(term, vigil, ledger, watch));
        if (station.bus().isConnected()) {
            vigil.happened(new Event.Unsettled(Cause.RECONNECT)); // the incidents it took over are shown
        }
    }

    /// What the old vigil subscribed to, has not sent yet or has not read yet goes with it.
    private void end() {
        if (current.isEmpty()) {
            return;
        }
        Led led = current.get();
        led.watch().ifPresent(ClusterWatch::close);
        led.vigil().end();
        while (led.vigil().isWriting()) {
            LOG.log(System.Logger.Level.WARNING, "the watch that leads no more takes long to end");
            led.vigil().end();
        }
        current = Optional.empty();
        begun = Optional.empty();
        if (!isStopping) {
            station.bus().beginAnew();
            station.inbox().clear();
            station.vitals().beginAnew();
        }
    }
}
