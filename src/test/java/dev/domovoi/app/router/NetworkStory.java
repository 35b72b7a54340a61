package dev.domovoi.app.router;

import dev.domovoi.app.router.RouterMail.Opened;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.flow.CounterFault;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// From what a router publishes to what the household is told of a client. Time passes as the story says.
class NetworkStory {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final String ABROAD = "198.51.100.9";
    static final DeviceId CLIENT = new DeviceId("client", Records.MAC);

    final List<String> said = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    final RouterMail mail = new RouterMail("domovoi", Optional.of("counts"));
    final HomeDecider decider = new HomeDecider(Policy.of(Mode.ADVISE, List.of()));
    NetworkWatch network = network();
    HomeState state = HomeState.empty();
    Instant now = NOON;

    NetworkWatch network() {
        return new NetworkWatch(
                Surroundings.usual(),
                ZoneOffset.UTC,
                client -> client.equals("aa:bb:cc:00:00:09") ? "Printer" : client,
                () -> 1,
                new Ears());
    }

    private final class Ears implements NetworkWatch.Listener {
        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }

        @Override
        public void dropped() {
            said.add("dropped");
        }

        @Override
        public void turned(String router, boolean isUp) {
            said.add(router + (isUp ? " up" : " down"));
        }

        @Override
        public void counters(String router, Set<CounterFault> faults) {
            said.add(router + " "
                    + faults.stream().map(CounterFault::word).sorted().toList());
        }

        @Override
        public void damaged(Problem problem) {
            said.add("damaged " + problem.at());
        }
    }

    void begin() {
        decide(new Unsettled(Cause.START));
        now = now.plus(Duration.ofMinutes(3));
    }

    void decide(Event event) {
        Step step = decider.decide(state, event, now);
        state = step.state();
        decisions.addAll(step.decisions());
    }

    void hears(String topic, String payload, boolean isRetained) {
        if (mail.open(Records.message(now, topic, payload, isRetained)) instanceof Opened.Taken(RouterNews news)) {
            network.take(news, now);
            network.found(state, now).forEach(this::decide);
        }
    }

    void says(String kind, String payload) {
        hears("domovoi/router/openwrt/" + kind, payload, false);
    }

    void flow(String mac, String peer, int port, long sent) {
        says("flows", Records.flow(mac, "192.168.1.20", peer, port, now.getEpochSecond(), sent, true));
    }

    void minute() {
        now = now.plus(Duration.ofMinutes(1));
        network.minute(state, now).forEach(this::decide);
        decide(new Event.Minute());
    }

    /// Fifteen doors of one machine, one each second.
    void scan(String mac) {
        for (int port = 1; port <= 15; port++) {
            now = now.plusSeconds(1);
            flow(mac, ABROAD, port, 60);
        }
    }

    List<String> kinds() {
        return state.incidents().stream().map(Incident::kind).toList();
    }

    /// Three hundred clients that try ten doors each.
    void weakScans() {
        for (int i = 0; i < 300; i++) {
            for (int port = 1; port <= 10; port++) {
                says(
                        "flows",
                        Records.flow(
                                "aa:bb:cc:00:%02x:%02x".formatted(i / 256, i % 256),
                                "10.0." + i / 200 + "." + (1 + i % 200),
                                ABROAD,
                                port,
                                now.getEpochSecond(),
                                60,
                                true));
            }
        }
    }
}
