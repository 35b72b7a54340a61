package dev.domovoi.app;

import dev.domovoi.observe.flow.CounterFault;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// The answers of `/health`: alive is the agent itself; ready also asks for its broker and for a sound inside.
public final class Health {
    private Health() {}

    /// Alive even without a broker: restarting the agent would not bring the broker back.
    @Liveness
    static class Alive implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            boolean isUp = AgentApplication.running().map(Agent::isAlive).orElse(true);
            return HealthCheckResponse.named("home thread").status(isUp).build();
        }
    }

    /// Connected to the broker.
    @Readiness
    static class Connected implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            boolean isUp = AgentApplication.running().map(Agent::isConnected).orElse(false);
            var answer = HealthCheckResponse.named("broker").status(isUp);
            return AgentApplication.running()
                    .flatMap(Agent::brokerTrouble)
                    .map(why -> answer.withData("why", why).build())
                    .orElseGet(answer::build);
        }
    }

    /// Able to act: deciding and the ledger are sound.
    @Readiness
    static class Sound implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            String fault = AgentApplication.running()
                    .flatMap(agent -> agent.vitals().fault())
                    .orElse("");
            var answer = HealthCheckResponse.named("acting").status(fault.isEmpty());
            return fault.isEmpty()
                    ? answer.build()
                    : answer.withData("why", fault).build();
        }
    }

    /// Always up: says whether strangers are let in by the broker, as nothing is done until they are not. Restarting
    /// the
    /// agent would not change it.
    @Readiness
    static class BrokerDoor implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            var answer = HealthCheckResponse.named("broker door").up();
            AgentApplication.running()
                    .filter(Agent::isLeading)
                    .ifPresent(agent -> answer.withData("door", words(agent)));
            return answer.build();
        }

        private static String words(Agent agent) {
            return switch (agent.state().door()) {
                case UNKNOWN -> "not known yet, so nothing is done";
                case OPEN -> "open to anyone, so nothing is done: " + DoorWatch.REMEDY;
                case CLOSED -> "closed to strangers";
            };
        }
    }

    /// Always up: names the notifiers whose last attempts failed. Restarting the agent would not bring them back.
    @Readiness
    static class Notifiers implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            var answer = HealthCheckResponse.named("notifiers").up();
            AgentApplication.running()
                    .ifPresent(agent -> agent.vitals().notifiers.all().forEach(answer::withData));
            return answer.build();
        }
    }

    /// Always up: names the routers whose counters are no truth, and those of which nothing is heard.
    @Readiness
    static class Routers implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            var answer = HealthCheckResponse.named("routers").up();
            AgentApplication.running()
                    .map(Agent::network)
                    .ifPresent(network -> network.routers()
                            .forEach(router -> answer.withData(
                                    router.name(), router.isUp() ? words(router.faults()) : "nothing is heard of it")));
            return answer.build();
        }

        private static String words(Set<CounterFault> faults) {
            return faults.isEmpty()
                    ? "well"
                    : faults.stream().map(CounterFault::word).sorted().collect(Collectors.joining(", "));
        }
    }

    /// Outside a cluster always; in one, able to lead when its turn comes, and to act while it leads.
    @Readiness
    static class Electable implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            String trouble =
                    AgentApplication.running().flatMap(Agent::clusterTrouble).orElse("");
            var answer = HealthCheckResponse.named("cluster")
                    .status(trouble.isEmpty())
                    .withData(
                            "leading",
                            AgentApplication.running().map(Agent::isLeading).orElse(false));
            return trouble.isEmpty()
                    ? answer.build()
                    : answer.withData("why", trouble).build();
        }
    }
}
