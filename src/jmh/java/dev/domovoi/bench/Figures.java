package dev.domovoi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs all benchmarks, round after round so that what disturbs the machine disturbs them alike, with PyTorch's
/// training step in each round where there is a PyTorch; prints a table of medians, and ratios of processor time.
///
/// Its argument is how many rounds. The JVMs that are measured get the flags of this one, and compile before they go
/// on: else a busy machine would be timed while it is not done compiling.
public final class Figures {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final Pattern TORCH = Pattern.compile("(\\S+ \\S+) ns a token (\\S+) cpu (\\S+)");
    private static final String TORCH_STEP = "PyTorch training step";

    private final Map<String, List<Double>> nanos = new TreeMap<>();
    private final Map<String, List<Double>> cpuNanos = new TreeMap<>();
    private final Map<String, Double> bytes = new TreeMap<>();

    private Figures() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Figures figures = new Figures();
        int rounds = Integer.parseInt(arguments[0]);
        for (int round = 0; round < rounds; round++) {
            figures.benchmarks();
            figures.torch();
        }
        figures.print();
    }

    private void benchmarks() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.forks(1).warmupIterations(3).measurementIterations(5);
        options.warmupTime(TimeValue.seconds(2)).measurementTime(TimeValue.milliseconds(500));
        options.addProfiler(GCProfiler.class).addProfiler(CpuProfiler.class);
        options.jvmArgsPrepend("-Xbatch", "-Xss8m");
        options.include("dev\\.domovoi\\.bench\\.");
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            String name = name(result);
            for (IterationResult iteration :
                    result.getBenchmarkResults().iterator().next().getIterationResults()) {
                Result<?> cpu =
                        Objects.requireNonNull(iteration.getSecondaryResults().get(CpuProfiler.NANOS));
                add(name, iteration.getPrimaryResult().getScore(), cpu.getScore());
            }
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            if (allocated != null) {
                bytes.merge(name, allocated.getScore(), Math::min);
            }
        }
    }

    private void add(String name, double wall, double cpu) {
        nanos.computeIfAbsent(name, _ -> new ArrayList<>()).add(wall);
        cpuNanos.computeIfAbsent(name, _ -> new ArrayList<>()).add(cpu);
    }

    private static String name(RunResult result) {
        String full = result.getParams().getBenchmark();
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> " " + result.getParams().getParam(key))
                .collect(Collectors.joining());
        return full.substring("dev.domovoi.bench.".length()) + parameters;
    }

    private void torch() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python(), "src/jmh/python/train_step.py", "6")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        Matcher figures = TORCH.matcher(said);
        if (figures.find()) {
            add(TORCH_STEP, Double.parseDouble(figures.group(2)), Double.parseDouble(figures.group(3)));
        }
        System.out.println("PyTorch: " + said.strip());
    }

    private static String python() {
        String chosen = System.getenv("PYTHON");
        return chosen == null ? "python3" : chosen;
    }

    private void print() {
        System.out.printf("%n| benchmark | ns | CPU ns | least | bytes allocated |%n|---|---|---|---|---|%n");
        nanos.forEach((name, times) -> System.out.printf(
                "| %s | %.1f | %.1f | %.1f | %.3f |%n",
                name, median(times), cpu(name), least(name), bytes.getOrDefault(name, 0.0)));
        double peak = Peak.flops() / least("Peak.multiplyAdds");
        System.out.printf("%npeak %.1f GFLOP/s%n", peak);
        for (String kernels : List.of("vector", "plain")) {
            for (int rows : new int[] {6144, 1}) {
                double speed = Products.flops(rows) / least("Products.multiply " + kernels + " " + rows);
                System.out.printf(
                        "%d x 48 x 144 %s: %.1f GFLOP/s, %.0f %% of the peak%n",
                        rows, kernels, speed, 100 * speed / peak);
            }
        }
        for (String attention : List.of("standard", "fused")) {
            for (String window : List.of("64", "128")) {
                ratio("Streaming.step vector " + window, "Streaming.onnxStep " + attention + " " + window);
            }
            ratio("Scoring.forward vector", "Scoring.onnxForward " + attention);
        }
        if (nanos.containsKey(TORCH_STEP)) {
            ratio("Training.step vector ready", TORCH_STEP);
        }
    }

    private void ratio(String ours, String theirs) {
        System.out.printf(
                "%s is %.2f times as fast as %s (%.2f by the least)%n",
                ours, cpu(theirs) / cpu(ours), theirs, least(theirs) / least(ours));
    }

    private List<Double> cpuTimes(String name) {
        return Objects.requireNonNull(cpuNanos.get(name), name);
    }

    /// The median of the processor's time.
    private double cpu(String name) {
        return median(cpuTimes(name));
    }

    /// The least of the processor's time.
    private double least(String name) {
        return cpuTimes(name).stream().mapToDouble(each -> each).min().orElseThrow();
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
