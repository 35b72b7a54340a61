package dev.domovoi.app.backfill;

import dev.domovoi.app.Narrator;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.Streams;
import dev.domovoi.app.Streams.Progress;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.bus.TlsFileException;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.observe.hygiene.Hygiene;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Gives every stream that is heard and not ready yet its past, one after the other, from a Prometheus server.
///
/// Works on a thread of its own and beside the live streams: each past is learned in a scorer of its own, whose state
/// is
/// handed over when it is whole. What is not whole at a stop begins anew with the next run.
public final class Backfill implements AutoCloseable {
    /// After so many attempts in a row another stream has its turn, and after so many in all none is made any more.
    private static final int TRIES_IN_A_ROW = 10;

    private static final int MOST_TRIES = 200;
    private static final int SENTENCES = 100;
    private static final System.Logger LOG = System.getLogger(Backfill.class.getName());

    private final AgentConfig.Prometheus settings;
    private final AgentConfig config;
    private final Home home;
    private final TimeSource time;
    private final Narrator narrator;
    private final Pace pace;
    private final Thread thread;
    private final Set<StreamId> done = new HashSet<>();
    private final Map<StreamId, Integer> tries = new HashMap<>();
    private Optional<Fetch> underWay = Optional.empty();
    private boolean isAway;
    private Duration retry;
    private int learned;
    private int sentences;

    /// The live home, as far as it is needed here. Safe for this thread.
    public interface Home {
        /// All streams that were heard so far.
        List<Progress> streams();

        /// Whether no other device that was heard bears its name.
        boolean hasNameAlone(DeviceId device);

        OptionalDouble ratingWatts(DeviceId device);

        /// Goes on with this state, unless the stream is further on by itself.
        void remember(StreamId stream, byte[] state) throws InterruptedException;
    }

    public Backfill(
            AgentConfig config,
            AgentConfig.Prometheus settings,
            Home home,
            TimeSource time,
            Narrator narrator,
            Pace pace) {
        this.config = config;
        this.settings = settings;
        this.home = home;
        this.time = time;
        this.narrator = narrator;
        this.pace = pace;
        this.retry = pace.firstRetry();
        this.thread = Thread.ofPlatform().name("backfill").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<StreamId> waiting = waiting();
                Thread.sleep(waiting.isEmpty() ? pace.look() : round(waiting));
            }
        } catch (InterruptedException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "the back-fill was asked to stop");
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "the back-fill has ended by a bug; streams are learned live", bug);
            narrator.say(Kind.TROUBLE, "No more past is learned until a restart, after a bug; live learning goes on.");
        }
    }

    /// Those that failed less often first.
    private List<StreamId> waiting() {
        return home.streams().stream()
                .filter(progress -> progress.wantsPast() && !done.contains(progress.stream()))
                .map(Progress::stream)
                .sorted(Comparator.comparing((StreamId stream) -> turns(stream)).thenComparing(stream -> stream))
                .toList();
    }

    private int turns(StreamId stream) {
        return tries.getOrDefault(stream, 0) / TRIES_IN_A_ROW;
    }

    /// Asks for all that wait, until one cannot be answered; tells how long to rest then.
    private Duration round(List<StreamId> waiting) throws InterruptedException {
        Instant now = time.instant();
        if (!isAway) {
            say(
                    Kind.NEWS,
                    "Asking Prometheus at " + settings.url() + " for the past of " + waiting.size() + " streams.");
        }
        try (PrometheusClient client = new PrometheusClient(settings, pace.answer())) {
            Catalogue catalogue = new Catalogue(client, settings, now.minus(depth()), now, home::hasNameAlone);
            for (StreamId stream : waiting) {
                Optional<String> trouble = learn(stream, client, catalogue);
                if (trouble.isPresent()) {
                    return away(stream, trouble.get());
                }
            }
        } catch (TlsFileException unusable) {
            return away(waiting.getFirst(), String.valueOf(unusable.getMessage()));
        }
        if (waiting.size() > 1) {
            narrator.say(
                    Kind.NEWS,
                    "The past of " + learned + " of " + done.size() + " streams was learned from Prometheus.");
        }
        return pace.look();
    }

    private Duration depth() {
        return Duration.ofDays(7L * settings.weeks());
    }

    /// What kept it from an answer; empty where the stream is done.
    private Optional<String> learn(StreamId stream, PrometheusClient client, Catalogue catalogue)
            throws InterruptedException {
        Fetch fetch = underWay.filter(going -> going.stream().equals(stream)).orElseGet(() -> fetch(stream));
        underWay = Optional.of(fetch);
        switch (fetch.go(client, catalogue)) {
            case Fetch.Outcome.Away(String why) -> {
                return Optional.of(why);
            }
            case Fetch.Outcome.Nothing(List<String> reasons) ->
                say(
                        Kind.TROUBLE,
                        stream + ": no past in Prometheus, so it is learned live. Why: "
                                + String.join("; ", reasons)
                                + ". Let Prometheus scrape this agent, or name the metric in prometheus.series and what the"
                                + " device is called there in prometheus.names, and restart.");
            case Fetch.Outcome.Done(Selector selector, Past.Learned past) -> take(stream, selector, past);
        }
        answered();
        underWay = Optional.empty();
        done.add(stream);
        return Optional.empty();
    }

    private Fetch fetch(StreamId stream) {
        double share = config.alarmsPerWeek() / Math.max(1, home.streams().size());
        return new Fetch(
                stream,
                Catalogue.sources(settings),
                depth(),
                unit -> new Past(
                        stream,
                        unit,
                        new Streams(config.zone(), share, Map.of(), (none, problem) -> {}),
                        new Hygiene(home::ratingWatts, Instant.MIN)),
                time);
    }

    private void take(StreamId stream, Selector selector, Past.Learned past) throws InterruptedException {
        learned++;
        home.remember(stream, past.state());
        String gaps = past.longGaps() == 0
                ? ""
                : " Nothing is known of " + past.longGaps() + " gaps of an hour or more, the longest from "
                        + past.longestGap().from() + " to " + past.longestGap().to()
                        + ", and nothing was made up for them; if the series had another name then, add that to"
                        + " prometheus.series.";
        say(
                Kind.NEWS,
                stream + ": learned from Prometheus, " + past.samples() + " samples of " + selector + " from "
                        + past.span().from() + " to " + past.span().to()
                        + (past.doubtful() == 0 ? "" : ", " + past.doubtful() + " more were not taken for true") + "; "
                        + past.ready().why() + " (" + (done.size() + 1) + " of "
                        + home.streams().size() + " streams)." + gaps);
    }

    private Duration away(StreamId stream, String why) {
        int count = tries.merge(stream, 1, Integer::sum);
        if (!isAway) {
            narrator.say(
                    Kind.TROUBLE,
                    "Prometheus at " + settings.url() + " cannot be asked for the past of " + stream + ": " + why
                            + ". It is tried again; meanwhile streams are learned live.");
        }
        isAway = true;
        if (count >= MOST_TRIES) {
            done.add(stream);
            say(Kind.TROUBLE, stream + ": no past after " + count + " attempts, so it is learned live: " + why + ".");
        }
        if (count % TRIES_IN_A_ROW == 0) {
            underWay = Optional.empty();
        }
        Duration rest = retry;
        Duration longer = retry.multipliedBy(2);
        retry = longer.compareTo(pace.longestRetry()) > 0 ? pace.longestRetry() : longer;
        return rest;
    }

    private void answered() {
        if (isAway) {
            narrator.say(Kind.NEWS, "Prometheus at " + settings.url() + " answers again.");
        }
        isAway = false;
        retry = pace.firstRetry();
    }

    /// A home with thousands of streams is not to fill the log.
    private void say(Kind kind, String sentence) {
        sentences++;
        if (sentences <= SENTENCES) {
            narrator.say(kind, sentence + (sentences < SENTENCES ? "" : " Further streams are not told of."));
        }
    }

    /// Stops within a second or so; what is under way is dropped.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
