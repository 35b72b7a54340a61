package dev.domovoi.app.cli;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.drill.DrillJson;
import dev.domovoi.app.drill.HomeDrill;
import dev.domovoi.app.history.Past;
import dev.domovoi.score.drill.DrillPlan;
import dev.domovoi.score.drill.Drilled;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `domovoi drill`: breaks copies of each stream's own history and says which faults would be caught, and which not.
@Command(
        name = "drill",
        description = {
            "Injects faults into copies of each stream's kept history, and says which would be caught.",
            "It says how fast, by which channel, at the current budget. The agent may run meanwhile; nothing is changed."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 nothing could be drilled, 2 wrong use or unreadable input."})
final class DrillCommand implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Option(
            names = "--stream",
            paramLabel = "S",
            description = "Only this one: a stream as it is printed, such as tasmota:kettle/power, or a device's name.")
    private @Nullable String only;

    @Option(names = "--json", description = "One line of JSON per stream.")
    private boolean isJson;

    @Option(
            names = "--places",
            paramLabel = "N",
            defaultValue = "" + DrillPlan.USUAL_PLACES,
            description = "At how many places each fault is injected (default: ${DEFAULT-VALUE}; 1 to 20).")
    private int places;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (places < 1 || places > 20) {
            throw new InputException("--places: expected 1 to 20, got " + places);
        }
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Past past = Past.in(
                settings.stateDir(),
                settings.zone(),
                problem -> err.println("domovoi: left out what cannot be read: " + problem));
        if (past.streams().isEmpty()) {
            err.println("domovoi: nothing to drill: no history is kept in "
                    + settings.stateDir().toAbsolutePath()
                    + "; the agent keeps it while it runs, six hours at a time and when it stops");
            return 1;
        }
        if (past.streams().stream().noneMatch(this::isWanted)) {
            throw new InputException("--stream: no history is kept of \"" + only + "\"; it is of " + known(past));
        }
        Printer printer = new Printer(out, err);
        new HomeDrill(past, settings.zone(), settings.alarmsPerWeek(), places).run(this::isWanted, printer);
        out.flush();
        return printer.hasDrilled ? 0 : 1;
    }

    private boolean isWanted(StreamId stream) {
        return only == null
                || only.equals(stream.toString())
                || only.equals(stream.source().device().name());
    }

    private static String known(Past past) {
        List<StreamId> streams = past.streams();
        String shown = streams.stream().limit(SHOWN).map(StreamId::toString).collect(Collectors.joining(", "));
        return streams.size() <= SHOWN ? shown : shown + " and " + (streams.size() - SHOWN) + " more";
    }

    private final class Printer implements HomeDrill.Listener {
        private final PrintWriter out;
        private final PrintWriter err;
        private final boolean showsProgress = Terminal.isAtHand();
        private boolean hasDrilled;
        private long shownPercent = -1;

        Printer(PrintWriter out, PrintWriter err) {
            this.out = out;
            this.err = err;
        }

        @Override
        public void drilled(StreamId stream, List<Drilled> found) {
            if (showsProgress) {
                err.print("\r" + " ".repeat(79) + "\r");
                err.flush();
            }
            for (Drilled one : found) {
                hasDrilled |= one instanceof Drilled.Done;
                if (isJson) {
                    out.println(DrillJson.of(one));
                } else {
                    DrillTable.print(out, one);
                }
            }
            out.flush();
        }

        @Override
        public boolean goesOn(StreamId stream, double doneShare) {
            long percent = Math.round(100 * doneShare);
            if (showsProgress && percent != shownPercent) {
                shownPercent = percent;
                String name = stream.toString();
                String shown = name.length() > 50 ? name.substring(0, 50) : name;
                err.print(String.format(Locale.ROOT, "\rdrilling %s: %3d %%", shown, percent));
                err.flush();
            }
            return !Thread.currentThread().isInterrupted();
        }
    }
}
