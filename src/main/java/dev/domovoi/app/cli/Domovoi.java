package dev.domovoi.app.cli;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.store.StoreException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `domovoi`: finds the command that was asked for and turns what goes wrong into one line and an exit
/// code.
@QuarkusMain
@Command(
        name = "domovoi",
        description = "Watches a home lab's smart plugs, says when something is off and why, and can act on it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DecodeCommand.class,
            ScoreCommand.class,
            FlowsCommand.class,
            RecordCommand.class,
            DrillCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            ForgetCommand.class,
            ReleaseCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            MaintenanceCommand.class,
            DoctorCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "In a checkout, 'domovoi test' runs the whole test suite.",
            "Exit codes: 0 done, 1 ran and found problems, 2 wrong use or unreadable input."
        })
public final class Domovoi {
    /// Exit code for wrong use or unreadable input.
    public static final int WRONG_USE = 2;

    private Domovoi() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The parser, with errors as one line each.
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Domovoi());
        line.setParameterExceptionHandler((wrong, given) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
            err.println("domovoi: " + oneLine(String.valueOf(wrong.getMessage())) + "; see '" + name + " --help'");
            return WRONG_USE;
        });
        line.setExecutionExceptionHandler((failed, command, given) -> {
            if (failed instanceof ConfigException
                    || failed instanceof StoreException
                    || failed instanceof InputException) {
                command.getErr().println("domovoi: " + oneLine(String.valueOf(failed.getMessage())));
                return WRONG_USE;
            }
            throw failed;
        });
        return line;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
