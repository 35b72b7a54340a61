package dev.domovoi.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Loads a real agent with simulated devices of all dialects and says what that cost. From the checkout:
///
/// `java src/test/java/dev/domovoi/load/Load.java devices=200 seconds=300 storm=20000 stormSeconds=20 flood=all`
///
/// First every device speaks each 2 s for `seconds`; then, if `storm` is given, that many messages a second come from
/// all devices (`flood=all`) or, beside the others' usual ones, from a single one (`flood=one`), each with `pad` blanks
/// at its end.
final class Load {
    private static final double EVERY_SECONDS = 2;
    private static final double SETTLE_SECONDS = 3;
    private static final int SCRAPE_SECONDS = 15;
    private static final int STEPS_PER_SECOND = 500;
    private static final int MOST_TENTHS = 20_000;

    private final AgentProcess agent;
    private final Map<String, String> options;
    private final List<Device> devices = new ArrayList<>();

    private Load(AgentProcess agent, Map<String, String> options) {
        this.agent = agent;
        this.options = options;
    }

    /// A device with a connection of its own; it says other watts each time.
    private static final class Device {
        private final Template template;
        private final MqttWriter writer;
        private int tenths = 100;

        Device(Template template, MqttWriter writer) throws IOException {
            this.template = template;
            this.writer = writer;
            for (int i = 0; i < template.taught().size(); i += 2) {
                writer.publish(template.taught().get(i), template.taught().get(i + 1), true);
            }
        }

        void speak(String padding) throws IOException {
            tenths = tenths < MOST_TENTHS ? tenths + 1 : 100;
            writer.publish(template.topic(), template.saying(tenths) + padding, false);
        }

        boolean isNewestOn(MetricsPage page) {
            double shown = page.device(template.metric(), template.device()).orElse(Double.NaN);
            return Math.abs(shown - tenths / 10.0) < 1e-6;
        }
    }

    /// Not a test: run it by hand.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>(Map.of(
                "devices",
                "200",
                "seconds",
                "300",
                "storm",
                "0",
                "stormSeconds",
                "20",
                "flood",
                "all",
                "pad",
                "0",
                "wait",
                "0"));
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || !options.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        "expected name=value with a name of " + options.keySet() + ", got \"" + argument + "\"");
            }
            options.put(pair[0], pair[1]);
        }
        Path log = Files.createTempFile("domovoi-load", ".log");
        System.out.println("the agent's log is " + log);
        try (AgentProcess agent = AgentProcess.start(log)) {
            new Load(agent, options).run();
        }
    }

    private int option(String name) {
        return Integer.parseInt(String.valueOf(options.get(name)));
    }

    private void run() throws IOException, InterruptedException {
        say("idle", agent.metrics(), agent.cpuSeconds(), 0);
        for (int i = 0; i < option("devices"); i++) {
            Template template = Template.ALL.get(i % Template.ALL.size());
            devices.add(new Device(template.of(i), agent.connect("device" + i)));
        }
        phase("steady", option("seconds"), devices.size() / EVERY_SECONDS, 0);
        if (option("storm") > 0) {
            boolean isOne = "one".equals(options.get("flood"));
            double usual = isOne ? devices.size() / EVERY_SECONDS : option("storm");
            phase("storm", option("stormSeconds"), usual, isOne ? option("storm") : 0);
        }
        TimeUnit.SECONDS.sleep(option("wait"));
    }

    /// All devices in turn at `perSecond` together, beside them the first one at `flood`.
    private void phase(String name, int seconds, double perSecond, int flood) throws IOException, InterruptedException {
        MetricsPage before = agent.metrics();
        double cpu = agent.cpuSeconds();
        long start = System.nanoTime();
        String padding = " ".repeat(option("pad"));
        long inTurn = 0;
        long flooded = 0;
        long scrapes = 0;
        for (double now = 0; now < seconds; now = (System.nanoTime() - start) / 1e9) {
            for (; inTurn < now * perSecond; inTurn++) {
                devices.get((int) (inTurn % devices.size())).speak("");
            }
            for (; flooded < now * flood; flooded++) {
                devices.getFirst().speak(padding);
            }
            for (Device device : devices) {
                device.writer.flush();
            }
            if (now > (scrapes + 1) * SCRAPE_SECONDS) {
                scrapes++;
                say(name + " " + Math.round(now), agent.metrics(), cpu, now);
            }
            TimeUnit.NANOSECONDS.sleep(1_000_000_000L / STEPS_PER_SECOND);
        }
        double lasted = (System.nanoTime() - start) / 1e9;
        double used = agent.cpuSeconds() - cpu;
        for (int look = 0; look < 2; look++) { // what the broker lost is told at the second look
            TimeUnit.MILLISECONDS.sleep((long) (SETTLE_SECONDS * 1000));
            agent.metrics();
        }
        report(name, inTurn + flooded, lasted, used, before);
    }

    private void report(String name, long messages, double seconds, double cpu, MetricsPage before)
            throws IOException, InterruptedException {
        MetricsPage after = agent.metrics();
        long newest =
                devices.stream().filter(device -> device.isNewestOn(after)).count();
        System.out.printf(
                Locale.ROOT,
                "%s: %d devices, %d sent in %.1f s (%.0f/s), read %.0f, dropped %s, waiting %.0f, newest kept %d, "
                        + "p50 <= %s s, p99 <= %s s, p99.9 <= %s s, CPU %.1f %% of a core%n",
                name,
                devices.size(),
                messages,
                seconds,
                messages / seconds,
                after.sum("domovoi_messages_total") - before.sum("domovoi_messages_total"),
                dropped(after),
                after.sum("domovoi_queue_depth"),
                newest,
                after.decisionsWithin(0.5, before),
                after.decisionsWithin(0.99, before),
                after.decisionsWithin(0.999, before),
                100 * cpu / seconds);
        say(name + " end", after, 0, 0);
    }

    private static Map<String, Double> dropped(MetricsPage page) {
        Map<String, Double> dropped = new HashMap<>();
        page.samples().forEach((name, value) -> {
            if (name.startsWith("domovoi_dropped_total") && value > 0) {
                dropped.put(name.substring(name.indexOf('{')), value);
            }
        });
        return dropped;
    }

    private void say(String when, MetricsPage page, double cpuBefore, double seconds) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "  %s: RSS %.0f MiB (most %.0f), PSS %.0f MiB, threads %.0f, waiting %.0f%s%n",
                when,
                agent.mebibytes("status", "VmRSS"),
                agent.mebibytes("status", "VmHWM"),
                agent.mebibytes("smaps_rollup", "Pss"),
                agent.mebibytes("status", "Threads") * 1024,
                page.sum("domovoi_queue_depth"),
                seconds > 0
                        ? String.format(Locale.ROOT, ", CPU %.1f %%", 100 * (agent.cpuSeconds() - cpuBefore) / seconds)
                        : "");
    }
}
