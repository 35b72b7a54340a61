package dev.domovoi.app.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.backfill.ScriptedServer.Answer;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How the past comes from a server that answers, and from one that misbehaves.
@Timeout(60)
final class BackfillTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pace FAST =
            new Pace(Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(400));
    private static final Pace PATIENT =
            new Pace(Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(10));
    private static final StreamId FRIDGE = HeardStreams.stream("fridge", "");

    @TempDir
    Path folder;

    private final HeardStreams home = new HeardStreams();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStreamThatIsHeardIsReadyAtOnce() throws IOException {
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            Await.until("it is ready", LIMIT, () -> home.isReady(FRIDGE));
            awaitSaid("tasmota:fridge/power: learned from Prometheus, 20161 samples of"
                    + " domovoi_power_watts{device=\"fridge\",channel=\"\"} from 2026-02-24T12:00:00.250Z");
        }
        assertEquals(15, server.questions.size(), () -> server.questions.toString());
    }

    @Test
    void whatIsReadyByItselfIsNotAskedFor() throws IOException {
        home.hear(FRIDGE);
        try (Backfill first = backfill(PATIENT, "")) {
            first.start();
            Await.until("it is ready", LIMIT, () -> home.isReady(FRIDGE));
        }
        server.questions.clear();
        StreamId other = HeardStreams.stream("kettle", "");
        home.hear(other);
        try (Backfill second = backfill(PATIENT, "")) {
            second.start();
            awaitSaid("tasmota:kettle/power: no past in Prometheus");
        }
        assertEquals(List.of("labels domovoi_power_watts"), List.copyOf(server.questions));
    }

    @Test
    void aServerThatFailsNowAndThenIsToldOnceAndGoesOnWhereItWas() throws IOException {
        AtomicInteger count = new AtomicInteger();
        List<Answer> bad = List.of(
                Answer.of(503, "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"too busy\"}"),
                Answer.of(503, "<html>proxy</html>"),
                Answer.of(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"val"),
                Answer.of(200, "{\"status\":\"success\",\"data\":[]}"),
                Answer.of(200, "[1,2]"),
                Answer.of(200, ""));
        server.script = question -> {
            int asked = count.getAndIncrement();
            return asked < 3 * bad.size() && asked % 3 != 2 ? Optional.of(bad.get(asked / 3)) : Optional.empty();
        };
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            Await.until("it is ready", LIMIT, () -> home.isReady(FRIDGE));
        }
        Set<String> different = new HashSet<>(server.questions);
        assertEquals(15, different.size(), "no piece that was there is asked for again");
        assertTrue(said.stream().anyMatch(sentence -> sentence.contains("it answers with status 503: too busy")));
        assertTrue(said.size() < 20, said.toString());
    }

    @Test
    void aServerThatIsAwayIsToldOnce() throws IOException {
        server.script = question -> Optional.of(Answer.of(503, ""));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(FAST, "")) {
            backfill.start();
            Await.until("it was asked often", LIMIT, () -> server.questions.size() > 30);
        }
        assertEquals(
                List.of(
                        "Asking Prometheus at " + server.url() + " for the past of 1 streams.",
                        "Prometheus at " + server.url() + " cannot be asked for the past of tasmota:fridge/power:"
                                + " it answers with status 503. It is tried again; meanwhile streams are learned live."),
                List.copyOf(said));
    }

    @Test
    void aStreamWhoseAnswersNeverComeIsGivenUpAndTheOthersAreLearned() throws IOException {
        StreamId bad = HeardStreams.stream("bad", "");
        server.devices = Map.of("domovoi_power_watts", List.of("bad", "fridge"));
        server.script =
                question -> question.contains("\"bad\"") ? Optional.of(Answer.of(200, "nonsense")) : Optional.empty();
        home.hear(bad);
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            Await.until("the other is ready", LIMIT, () -> home.isReady(FRIDGE));
            awaitSaid("tasmota:bad/power: no past after 200 attempts, so it is learned live: its answer is not"
                    + " Prometheus's");
        }
    }

    @Test
    void aRedirectIsToldAndNotFollowed() throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server.script =
                    question -> Optional.of(new Answer(302, "", Map.of("Location", elsewhere.url() + "/api/v1/query")));
            home.hear(FRIDGE);
            try (Backfill backfill = backfill(FAST, "user: us\n  password: pa55\n")) {
                backfill.start();
                awaitSaid("it redirects to " + elsewhere.url() + "/api/v1/query; set prometheus.url to where it is");
            }
            assertTrue(elsewhere.questions.isEmpty());
        }
    }

    @Test
    void secretsLetUsInAndAreNotTold() throws IOException {
        server.script = question -> Optional.of(Answer.of(401, ""));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(FAST, "user: us\n  password: pa55\n")) {
            backfill.start();
            awaitSaid("it does not let us in (401); check prometheus.user and prometheus.password");
        }
        assertEquals("Basic dXM6cGE1NQ==", server.authorizations.peek());
        try (Backfill backfill = backfill(FAST, "token: t0p\n")) {
            backfill.start();
            Await.until("the token came", LIMIT, () -> server.authorizations.contains("Bearer t0p"));
        }
        assertFalse(said.toString().contains("pa55") || said.toString().contains("t0p"), said.toString());
    }

    @Test
    void anUnknownMetricOrDeviceIsToldWithWhatIsThere() throws IOException {
        server.devices = Map.of("plug_watts", List.of("a", "b", "c", "d", "e", "f"));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "series: [{metric: plug_watts}, {metric: shelly_watts}]\n")) {
            backfill.start();
            awaitSaid("tasmota:fridge/power: no past in Prometheus, so it is learned live. Why: it has no"
                    + " plug_watts{device=\"fridge\"}; of this metric it knows a, b, c, d, e and 1 more; it has no"
                    + " shelly_watts with a label device; it has no domovoi_power_watts with a label device. Let");
        }
    }

    @Test
    void aQueryThatIsRefusedIsToldAndNotRepeated() throws IOException {
        server.script = question -> question.startsWith("labels")
                ? Optional.empty()
                : Optional.of(Answer.of(400, "{\"status\":\"error\",\"error\":\"parse error: unexpected x\"}"));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("domovoi_power_watts{device=\"fridge\",channel=\"\"}: it refuses the query: parse error");
        }
        assertEquals(2, server.questions.size());
    }

    @Test
    void anAnswerThatIsTooLongIsAskedForInSmallerPieces() throws IOException {
        String huge = "x".repeat(PrometheusClient.MOST_BYTES + 1);
        server.script = question -> !question.startsWith("labels")
                        && ScriptedServer.length(question).compareTo(Duration.ofHours(12)) > 0
                ? Optional.of(Answer.of(200, huge))
                : Optional.empty();
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            Await.until("it is ready", LIMIT, () -> home.isReady(FRIDGE));
        }
        assertEquals(1 + 1 + 28, server.questions.size());
    }

    @Test
    void anAnswerThatIsAlwaysTooLongIsGivenUp() throws IOException {
        server.script = question -> question.startsWith("labels")
                ? Optional.empty()
                : Optional.of(Answer.of(422, "{\"error\":\"query would load too many samples\"}"));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("it cannot answer the query: query would load too many samples, even for less than an hour");
        }
    }

    @Test
    void aSilentServerIsNotWaitedForAndDoesNotDelayTheStop() throws IOException {
        server.script = question -> Optional.of(ScriptedServer.HANGS);
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(FAST, "")) {
            backfill.start();
            awaitSaid("no answer within 0 s");
        }
        Backfill waiting = backfill(PATIENT, "");
        waiting.start();
        int before = server.questions.size();
        Await.until("it asks", LIMIT, () -> server.questions.size() > before);
        assertTimeout(Duration.ofSeconds(2), waiting::close);
    }

    @Test
    void whatWasInterruptedBeginsAnewWithTheNextRun() throws IOException {
        server.script = question -> server.questions.size() > 7 ? Optional.of(ScriptedServer.HANGS) : Optional.empty();
        home.hear(FRIDGE);
        try (Backfill interrupted = backfill(PATIENT, "")) {
            interrupted.start();
            Await.until("it is under way", LIMIT, () -> server.questions.size() == 8);
        }
        assertTrue(home.remembered.isEmpty());
        server.script = question -> Optional.empty();
        try (Backfill next = backfill(PATIENT, "")) {
            next.start();
            Await.until("it is ready", LIMIT, () -> home.isReady(FRIDGE));
        }
        assertEquals(8 + 15, server.questions.size());
    }

    @Test
    void anAuthorityThatCannotBeReadIsTold() throws IOException {
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(FAST, "ca: " + folder.resolve("none.pem"))) {
            backfill.start();
            awaitSaid("prometheus.ca " + folder.resolve("none.pem") + ": ");
        }
    }

    @Test
    void aGapStaysAGapAndIsTold() throws IOException {
        long from = HeardStreams.NOW.minus(Duration.ofDays(9)).getEpochSecond();
        long to = HeardStreams.NOW.minus(Duration.ofDays(3)).getEpochSecond();
        server.watts = second -> second > from && second < to ? Double.NaN : 70;
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("Nothing is known of 1 gaps of an hour or more, the longest from 2026-03-01T12:00:00.250Z to"
                    + " 2026-03-07T12:00:00.250Z, and nothing was made up for them;");
        }
        String learned = said.stream()
                .filter(one -> one.contains("calibrated on"))
                .findFirst()
                .orElseThrow();
        assertTrue(learned.contains("11522 samples"), learned);
        assertTrue(learned.contains("calibrated on 6.8 days"), "14 would be made up: " + learned);
    }

    @Test
    void aHistoryThatIsTooShortIsLearnedAndSaysSo() throws IOException {
        long from = HeardStreams.NOW.minus(Duration.ofDays(3)).getEpochSecond();
        server.watts = second -> second < from ? Double.NaN : 70;
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid(" days of the 4 days it needs");
        }
    }

    @Test
    void aNameThatTwoDevicesShareIsTakenWithItsDialectOnly() throws IOException {
        server.devices = Map.of("domovoi_power_watts", List.of("fridge", "shelly:fridge"));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("two devices share the name, so that domovoi_power_watts{device=\"fridge\"} may be of the other");
        }
        assertTrue(home.remembered.isEmpty());
        server.devices = Map.of("domovoi_power_watts", List.of("fridge", "shelly:fridge", "tasmota:fridge"));
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("samples of domovoi_power_watts{device=\"tasmota:fridge\",channel=\"\"}");
        }
    }

    @Test
    void aNameThatIsSharedNowIsNotTakenForEither() throws IOException {
        home.sharing.add(new DeviceId("tasmota", "fridge"));
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("two devices share the name, so that");
        }
    }

    @Test
    void seriesThatRunSideBySideAreNotMixed() throws IOException {
        server.seriesSideBySide = 2;
        home.hear(FRIDGE);
        try (Backfill backfill = backfill(PATIENT, "")) {
            backfill.start();
            awaitSaid("is 2 series side by side; name it in prometheus.series with a condition that leaves one");
        }
    }

    @Test
    void anotherExportersSeriesIsTakenUnderItsOwnNameAndUnit() throws IOException {
        StreamId left = HeardStreams.stream("strip", "left");
        server.devices = Map.of("plug_mw{job=\"p\"}", List.of("192.168.1.5:80"));
        server.watts = second -> 60_000;
        home.hear(left);
        try (Backfill backfill = backfill(PATIENT, """
                series: [{metric: 'plug_mw{job="p"}', device_label: instance, channel_label: socket, unit: mW}]
                  names: {"strip": "192.168.1.5:80"}
                """)) {
            backfill.start();
            Await.until("it is ready", LIMIT, () -> home.isReady(left));
            awaitSaid("20161 samples of plug_mw{job=\"p\",instance=\"192.168.1.5:80\",socket=\"left\"}");
        }
    }

    private Backfill backfill(Pace pace, String more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("domovoi.yaml"), "prometheus:\n  url: " + server.url() + "\n  weeks: 2\n  " + more);
        AgentConfig config = ConfigReader.read(Optional.of(file), Map.of());
        return new Backfill(
                config,
                config.prometheus().orElseThrow(),
                home,
                home.time,
                (kind, sentence) -> said.add(sentence),
                pace);
    }

    private void awaitSaid(String part) {
        try {
            Await.until(part, LIMIT, () -> said.stream().anyMatch(sentence -> sentence.contains(part)));
        } catch (AssertionError never) {
            throw new AssertionError(never.getMessage() + "\n" + String.join("\n", said), never);
        }
    }
}
