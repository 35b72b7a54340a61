package dev.domovoi.app.cluster;

import dev.domovoi.app.TimeSource;
import dev.domovoi.app.cluster.Term.Moment;
import dev.domovoi.app.config.AgentConfig;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Stands for the Lease, again and again: as a leader renews it, else waits until it is free or its holder silent for
/// too long.
///
/// How long a holder is silent is measured here, from when its last sign of life was seen; the times in the Lease are
/// other machines' clocks and are not compared with ours. All its state belongs to its one thread, but [Term] is
/// shared.
final class Election {
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(Election.class.getName());

    private final LeaseSeat seat;
    private final AgentConfig.Cluster times;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Listener listener;
    private final Thread thread;
    private final Semaphore stir = new Semaphore(0);
    private volatile Optional<Term> term = Optional.empty();
    private volatile boolean isStopping;
    private volatile String trouble = "";
    private volatile Optional<Lease> ours = Optional.empty();
    private String pulse = "";
    private String holder = "";
    private long pulseNanos;

    /// Hears what happens, on the election's thread; must not block.
    interface Listener {
        void changed();

        void said(String news);
    }

    Election(LeaseSeat seat, AgentConfig.Cluster times, TimeSource time, RandomGenerator random, Listener listener) {
        this.seat = seat;
        this.times = times;
        this.time = time;
        this.random = random;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("election").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /// The term that is held right now.
    Optional<Term> term() {
        return term.filter(Term::isHeld);
    }

    /// Why the newest attempt at the Lease failed; empty once one has succeeded.
    Optional<String> trouble() {
        return Optional.of(trouble).filter(why -> !why.isEmpty());
    }

    /// Leads no more and stands no more; a Lease that is ours is left free, so that the next one need not wait.
    void stop() throws InterruptedException {
        isStopping = true;
        term.ifPresent(held -> held.end("stopped"));
        stir.release();
        if (thread.getState() != Thread.State.NEW) {
            thread.interrupt();
            thread.join(RELEASE_LIMIT);
        }
        if (ours.isPresent()) {
            release();
        }
    }

    /// Reads it anew: a renewal that was interrupted may have arrived all the same.
    private void release() throws InterruptedException {
        try {
            Within.limit(RELEASE_LIMIT, "release the Lease", () -> {
                seat.read().filter(seat::isOurs).ifPresent(lease -> seat.release(lease, time.instant()));
                return true;
            });
        } catch (KubernetesClientException notReleased) {
            listener.said("The Lease could not be released, the next leader has to wait for its end: "
                    + Trouble.of(notReleased) + ".");
        }
    }

    private void run() {
        try {
            while (!isStopping) {
                Duration pause = contained();
                if (stir.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    stir.drainPermits();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// A bug costs the term, not the pod's place among the others.
    private Duration contained() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "a bug in the election", bug);
            trouble = "a bug in the election: " + bug;
            term.ifPresent(held -> held.end(trouble));
            return times.retry();
        }
    }

    /// One attempt; answers how long to rest before the next.
    Duration step() throws InterruptedException {
        if (term.isPresent() && term.get().isHeld()) {
            renew(term.get());
        }
        if (term.isPresent() && !term.get().isHeld() && !isStopping) {
            lose(term.get());
        }
        if (term.isEmpty()) {
            seek();
        }
        return pause();
    }

    /// Never in step with the others; a leader is back before its deadline, and looks at it when it comes.
    private Duration pause() {
        if (term.isEmpty()) {
            return times(1 + random.nextDouble() / 2);
        }
        Duration rest = times(1 - random.nextDouble() / 4);
        Duration left = term.get().left();
        return rest.compareTo(left) < 0 ? rest : left;
    }

    private Duration times(double factor) {
        return Duration.ofNanos((long) (times.retry().toNanos() * factor));
    }

    private void renew(Term held) throws InterruptedException {
        Lease known = ours.orElseThrow(() -> new IllegalStateException("a leader without a Lease"));
        try {
            renew(held, known);
        } catch (KubernetesClientException refused) {
            switch (refused.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> renewWhatIsThere(held);
                case HttpURLConnection.HTTP_NOT_FOUND -> held.end("the Lease was deleted");
                default -> failed(refused);
            }
        }
    }

    private void renew(Term held, Lease known) throws InterruptedException {
        Moment sent = Moment.now(time);
        Duration left = held.left();
        Lease renewed = attempt("renew the Lease", left, () -> seat.renew(known, sent.wall()));
        ours = Optional.of(renewed);
        held.renewed(sent);
        trouble = "";
    }

    /// A version that we did not expect: ours, from a call that was given up and arrived all the same, or another's.
    private void renewWhatIsThere(Term held) throws InterruptedException {
        try {
            Optional<Lease> there = attempt("read the Lease", held.left(), seat::read);
            if (there.filter(seat::isOurs).isPresent()) {
                renew(held, there.get());
            } else {
                held.end("the Lease is held by "
                        + there.flatMap(LeaseSeat::holder).orElse("nobody"));
            }
        } catch (KubernetesClientException refused) {
            failed(refused);
        }
    }

    private void lose(Term ended) {
        term = Optional.empty();
        ours = Optional.empty();
        pulse = "";
        listener.said("No longer leading: " + ended.ending() + ".");
        listener.changed();
    }

    private void seek() throws InterruptedException {
        if (isStopping) {
            return;
        }
        try {
            Optional<Lease> seen = attempt("read the Lease", times.renew(), seat::read);
            trouble = "";
            if (seen.isEmpty()) {
                take(seat::create);
            } else if (mayBeTaken(seen.get())) {
                take(now -> seat.take(seen.get(), now));
            }
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                failed(refused);
            }
        }
    }

    /// Free, or ours from a term that ended, or of a holder that gave no sign of life for as long as it asked for.
    private boolean mayBeTaken(Lease seen) {
        Optional<String> others = LeaseSeat.holder(seen).filter(name -> !seat.isOurs(seen));
        if (others.isEmpty()) {
            return true;
        }
        long now = time.elapsedNanos();
        if (!LeaseSeat.pulse(seen).equals(pulse)) {
            pulse = LeaseSeat.pulse(seen);
            pulseNanos = now;
            standBehind(others.get());
        }
        return now - pulseNanos >= seat.patience(seen).toNanos();
    }

    private void standBehind(String other) {
        if (!other.equals(holder)) {
            holder = other;
            listener.said("Standing by: " + other + " leads.");
        }
    }

    private interface Taking {
        Lease at(Instant now);
    }

    private void take(Taking taking) throws InterruptedException {
        Moment sent = Moment.now(time);
        Lease taken = attempt("take the Lease", times.renew(), () -> taking.at(sent.wall()));
        Term begun = new Term(time, times.renew(), sent);
        ours = Optional.of(taken);
        holder = "";
        term = Optional.of(begun);
        if (isStopping) {
            begun.end("stopped");
        }
        listener.changed();
    }

    /// At most half of the time in which a leader must renew, so that one call that hangs does not cost the term.
    private <T> T attempt(String what, Duration left, Callable<T> call) throws InterruptedException {
        Duration half = times.renew().dividedBy(2);
        return Within.limit(left.compareTo(half) < 0 ? left : half, what, call);
    }

    private void failed(KubernetesClientException refused) {
        String why = Trouble.of(refused);
        if (!why.equals(trouble)) {
            trouble = why;
            listener.said("The Lease cannot be used: " + why + ".");
        }
    }
}
