package dev.domovoi.app.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NodeLookTest {
    private static final Set<String> EVERY_NODE = Set.of(
            "total|memory",
            "available|memory",
            "1m|load",
            "5m|load",
            "15m|load",
            "|uptime",
            "/|read_only",
            "/|disk_free",
            "/|disk_size");

    private static final List<String> BITS = List.of(
            "undervoltage_now|throttled",
            "undervoltage_seen|throttled",
            "freq_capped_now|throttled",
            "freq_capped_seen|throttled",
            "throttled_now|throttled",
            "throttled_seen|throttled",
            "soft_temp_limit_now|throttled",
            "soft_temp_limit_seen|throttled");

    @TempDir
    Path root;

    private Understood look() {
        return new NodeLook(root, "pi", Path.of("/var/lib/domovoi")).all(Instant.EPOCH);
    }

    private static Map<String, Double> values(Understood look) {
        Map<String, Double> values = new TreeMap<>();
        Fixtures.observed(look).forEach((what, value) -> values.put(what.substring("pi|".length()), value));
        return values;
    }

    private static Set<String> and(String... more) {
        Set<String> all = new TreeSet<>(EVERY_NODE);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void aRaspberryPi4() {
        FakeNode.raspberryPi4(root);
        Understood look = look();
        Set<String> due = new TreeSet<>(EVERY_NODE);
        due.addAll(BITS);
        due.addAll(List.of(
                "cpu.some|psi_total",
                "cpu.full|psi_total",
                "io.some|psi_total",
                "io.full|psi_total",
                "memory.some|psi_total",
                "memory.full|psi_total",
                "cpu-thermal|temperature",
                "|undervoltage",
                "policy0|cpu_frequency",
                "mmcblk0|disk_written_total",
                "mmcblk0p2|disk_errors_total"));
        assertEquals(due, values(look).keySet());
        assertEquals(List.of(), look.problems());
        assertEquals(159_886_802, values(look).get("io.some|psi_total"));
        assertEquals(48.312, values(look).get("cpu-thermal|temperature"));
        assertEquals(884_312 * 512.0, values(look).get("mmcblk0|disk_written_total"));
        assertEquals(1.5e9, values(look).get("policy0|cpu_frequency"));
    }

    @Test
    void aRaspberryPi4WithoutPressureInformation() {
        FakeNode.raspberryPi4WithoutPressure(root);
        Understood look = look();
        assertEquals(List.of(), look.problems());
        assertTrue(values(look).keySet().stream().noneMatch(what -> what.contains("psi")), look::toString);
        assertEquals(8 + 5 + EVERY_NODE.size(), values(look).size());
    }

    @Test
    void aRaspberryPi5() {
        FakeNode.raspberryPi5(root);
        Map<String, Double> values = values(look());
        assertEquals(List.of(), look().problems());
        assertEquals(1, values.get("|undervoltage"));
        assertEquals(0, values.get("undervoltage_now|throttled"));
        assertEquals(1, values.get("undervoltage_seen|throttled"));
        assertEquals(8_494, values.get("irq.full|psi_total"));
        assertEquals(2, values.get("nvme0n1p2|disk_errors_total"));
        assertEquals(884_312 * 512.0, values.get("nvme0n1|disk_written_total"));
    }

    @Test
    void aSmallPcWithoutAPisSupplyAndThrottling() {
        FakeNode.smallPc(root);
        Understood look = look();
        assertEquals(List.of(), look.problems());
        assertEquals(
                and(
                        "acpitz|temperature",
                        "acpitz.1|temperature",
                        "x86_pkg_temp|temperature",
                        "policy0|cpu_frequency",
                        "policy1|cpu_frequency",
                        "policy2|cpu_frequency",
                        "policy3|cpu_frequency",
                        "mmcblk1.a|emmc_life_used",
                        "mmcblk1.b|emmc_life_used",
                        "mmcblk1|emmc_pre_eol",
                        "mmcblk1|disk_written_total",
                        "sda|disk_written_total",
                        "mmcblk1p2|disk_errors_total"),
                values(look).keySet());
    }

    @Test
    void theDiskIsTheOneThatTheRootIsOn() {
        FakeNode.smallPc(root);
        Map<String, Double> values = values(look());
        double size = values.getOrDefault("/|disk_size", 0.0);
        double free = values.getOrDefault("/|disk_free", 0.0);
        assertEquals((double) root.toFile().getTotalSpace(), size);
        assertTrue(free > 0 && free <= size, values::toString);
    }

    @Test
    void onlyTheSupplyIsLookedAtAllTheTime() {
        FakeNode node = FakeNode.raspberryPi4(root);
        node.put("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
        NodeLook look = new NodeLook(root, "pi", Path.of("/var/lib/domovoi"));
        assertEquals(Map.of("|undervoltage", 1.0), values(look.fleeting(Instant.EPOCH)));
        node.remove("sys/class/hwmon/hwmon1/in0_lcrit_alarm");
        assertEquals(Map.of(), values(look.fleeting(Instant.EPOCH)));
    }

    @Test
    void aRootThatIsNoNodesSaysWhatIsMissing() {
        Understood look = new NodeLook(root.resolve("none"), "pi", Path.of("/state")).all(Instant.EPOCH);
        assertEquals(List.of(), look.observations());
        assertEquals(
                List.of(new Problem(
                        root.resolve("none").toString(), "the node's /proc and /sys below it (node.root)", "neither")),
                look.problems());
    }

    @Test
    void hundredsOfEverythingStayWithinOneMessage() {
        FakeNode node = FakeNode.raspberryPi4(root);
        for (int i = 1; i < 300; i++) {
            node.put("sys/class/thermal/thermal_zone" + i + "/type", "cpu-thermal\n");
            node.put("sys/class/thermal/thermal_zone" + i + "/temp", "48312\n");
        }
        for (int i = 1; i < 40; i++) {
            node.monitor(i + 1, "rpi_volt");
            node.put("sys/class/hwmon/hwmon" + i + "/in0_lcrit_alarm", "0\n");
            node.put("sys/devices/system/cpu/cpufreq/policy" + i + "/scaling_cur_freq", "1500000\n");
            node.put("sys/devices/platform/soc" + i + "/soc:firmware/get_throttled", "0\n");
            node.put("sys/fs/ext4/sda" + i + "/errors_count", "0\n");
            for (String disk : List.of("sd", "vd", "xvd", "nvme", "mmcblk")) {
                node.put("sys/block/" + disk + i + "/stat", "1 2 3 4 5 6 7 8 9 10 11\n");
                node.put("sys/block/" + disk + i + "/device/life_time", "0x01 0x01\n");
                node.put("sys/block/" + disk + i + "/device/pre_eol_info", "0x01\n");
            }
        }
        Understood look = look();
        assertEquals(List.of(), look.problems());
        assertTrue(look.observations().size() > 150, () -> look.observations().size() + " observations");
        assertTrue(look.observations().size() <= Report.MAX_OBSERVATIONS);
        assertTrue(values(look).containsKey("cpu-thermal.9|temperature"), look::toString);
    }

    @Test
    void aHostileTreeIsReadAsFarAsItMakesSense() throws Exception {
        FakeNode node = FakeNode.raspberryPi4(root);
        node.put("proc/pressure/io", new byte[5_000_000]);
        node.put("proc/meminfo", "MemTotal: 5 kB\n".repeat(1_000_000));
        node.put("proc/loadavg", "9".repeat(1_000_000));
        node.remove("proc/uptime");
        node.link("proc/uptime", "uptime");
        node.remove("proc/pressure/memory");
        Files.createDirectory(root.resolve("proc/pressure/memory"));
        node.put("sys/class/thermal/thermal_zone0/temp", "1".repeat(90));
        node.link("sys/class/thermal/thermal_zone1", "../thermal");
        node.put("sys/class/thermal/thermal_zone2/type", new byte[] {(byte) 0xff, 0, 'a', 10});
        node.put("sys/class/thermal/thermal_zone2/temp", "20000\n");
        node.remove("sys/block/mmcblk0/stat");
        pipe(root.resolve("sys/block/mmcblk0/stat"));
        Understood look = look();
        assertEquals(
                Set.of(
                        "cpu.some|psi_total",
                        "cpu.full|psi_total",
                        "thermal_zone2|temperature",
                        "total|memory",
                        "|undervoltage",
                        "policy0|cpu_frequency",
                        "mmcblk0p2|disk_errors_total",
                        "/|read_only",
                        "/|disk_free",
                        "/|disk_size"),
                values(look).keySet().stream()
                        .filter(what -> !what.endsWith("throttled"))
                        .collect(Collectors.toSet()));
        assertEquals(
                List.of("/proc/pressure/io", "/sys/class/thermal/thermal_zone0/temp", "/proc/loadavg"),
                look.problems().stream().map(Problem::at).toList());
    }

    /// A file that never answers whoever opens it.
    private static void pipe(Path path) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
    }

    @Test
    void thisMachineCanBeLookedAt() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/uptime")), "this machine has no /proc");
        Map<String, Double> values = values(new NodeLook(Path.of("/"), "pi", root).all(Instant.EPOCH));
        assertTrue(values.keySet().containsAll(List.of("|uptime", "1m|load", "total|memory")), values::toString);
    }
}
