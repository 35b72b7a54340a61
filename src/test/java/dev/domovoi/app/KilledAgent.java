package dev.domovoi.app;

import dev.domovoi.act.Publisher;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The main of a process that is the real agent, and is gone without a word as soon as it comes to one step of one kind
/// of action: `CONFIG START POINT KIND`.
final class KilledAgent {
    static final String READY = "ready";
    static final int KILLED = 137;

    private static final int SPEED = 20;

    private KilledAgent() {}

    public static void main(String[] arguments) throws Exception {
        AgentConfig config = ConfigReader.read(Optional.of(Path.of(arguments[0])), Map.of());
        TimeSource time = TimeSource.faster(Instant.parse(arguments[1]), SPEED);
        End end = new End(FaultPoint.valueOf(arguments[2]), arguments[3]);
        Exits exits =
                new Exits(ledger -> new Watched(ledger, end), commands -> command -> sent(commands, command, end));
        Agent agent = Agent.start(
                config,
                time,
                Optional.empty(),
                (kind, sentence) -> System.out.println(sentence),
                Optional.empty(),
                exits);
        while (!agent.isConnected() || agent.state().door() == Door.UNKNOWN) {
            Thread.onSpinWait();
        }
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    private static boolean sent(Publisher commands, dev.domovoi.signal.SwitchRecipe.Command command, End end) {
        boolean isOrder = command.payload().equals(end.kind.equals("on") ? "ON" : "OFF");
        end.reaches(FaultPoint.BEFORE_COMMAND, isOrder);
        boolean isSent = commands.publish(command);
        end.reaches(FaultPoint.COMMAND_SENT, isOrder);
        return isSent;
    }

    /// Where and when the process is to end: no hook runs, nothing is closed, nothing more is written.
    private record End(FaultPoint at, String kind) {
        void reaches(FaultPoint point, boolean isIt) {
            if (isIt && point == at) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    /// The ledger, with an eye on what is about to be written and what is.
    private static final class Watched implements Ledger {
        private final Ledger ledger;
        private final End end;
        private HomeState before;

        Watched(Ledger ledger, End end) {
            this.ledger = ledger;
            this.end = end;
            this.before = ledger.restored();
        }

        @Override
        public HomeState restored() {
            return ledger.restored();
        }

        @Override
        public Optional<String> keep(HomeState state, List<KeptDecision> decisions) {
            boolean isIntent = running(state) > running(before);
            boolean isOutcome = running(state) < running(before);
            end.reaches(FaultPoint.BEFORE_INTENT, isIntent);
            end.reaches(FaultPoint.BEFORE_OUTCOME, isOutcome);
            Optional<String> kept = ledger.keep(state, decisions);
            end.reaches(FaultPoint.INTENT_WRITTEN, isIntent);
            end.reaches(FaultPoint.OUTCOME_WRITTEN, isOutcome);
            before = state;
            return kept;
        }

        private long running(HomeState state) {
            return state.plans().stream()
                    .filter(plan -> plan.progress() == Plan.Progress.RUNNING
                            && plan.action().kind().equals(end.kind))
                    .count();
        }

        @Override
        public void age(HomeState state) {
            ledger.age(state);
        }
    }
}
