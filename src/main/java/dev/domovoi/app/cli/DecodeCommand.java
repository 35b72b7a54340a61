package dev.domovoi.app.cli;

import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.observe.DialectSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `decode`: what Domovoi makes of recorded messages, one line of JSON for each.
@Command(
        name = "decode",
        description = "Shows what Domovoi makes of recorded MQTT messages.",
        mixinStandardHelpOptions = true)
public final class DecodeCommand implements Callable<Integer> {
    private static final int WRONG_USE = 2;
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;
    private static final String MQTT = "mqtt";
    private static final String CONNTRACK = "conntrack";

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Recording, plain or .gz (default: standard input).")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--stats", description = "Prints the slowest line and the peak heap on standard error.")
    private boolean showsStats;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Format of the input: mqtt (the default), or conntrack: lines of a router's connection table.")
    private String format = MQTT;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The agent's YAML file, for what it says of dialects; without it, the defaults.")
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() {
        if (!format.equals(MQTT) && !format.equals(CONNTRACK)) {
            System.err.println("domovoi: --format must be mqtt or conntrack, was \"" + format + "\"");
            return WRONG_USE;
        }
        DialectSettings dialects = config.map(
                        given -> ConfigReader.read(config, System.getenv()).dialects())
                .orElseGet(DialectSettings::usual);
        String name = file.map(Path::toString).orElse("standard input");
        try (InputStream input = file.isPresent() ? Files.newInputStream(file.get()) : System.in) {
            if (format.equals(CONNTRACK)) {
                return ConntrackLines.run(input, System.out);
            }
            return run(input, System.out, System.err, showsStats, dialects);
        } catch (IOException unreadable) {
            System.err.println("domovoi: cannot read " + name + ": " + unreadable + "; give a readable file");
            return WRONG_USE;
        }
    }

    /// Decodes all of the input; the output is flushed, not closed.
    static int run(
            InputStream input, OutputStream output, PrintStream err, boolean showsStats, DialectSettings dialects)
            throws IOException {
        SlowestLine slowest = new SlowestLine();
        try (RecordingReader reader = new RecordingReader(input);
                DecodedLines lines = new DecodedLines(new BufferedOutputStream(output, 1 << 16), dialects)) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                long start = System.nanoTime();
                lines.write(line.get());
                slowest.took(System.nanoTime() - start, line.get().number());
            }
        }
        if (showsStats) {
            err.println(String.format(
                    Locale.ROOT, "%s, peak heap %.1f MiB", slowest, peakHeapBytes() / BYTES_PER_MEBIBYTE));
        }
        return 0;
    }

    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
