package dev.domovoi.app.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that looks like the root of a node: the files of the kernel that matter here, with links where it has
/// some.
public final class FakeNode {
    private static final String STAT =
            " 7291 3212 563184 41277 12098 20190 884312 322870 0 98764 366011 0 0 0 0 2231 1863\n";
    private static final String MOUNTS = """
            sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
            %s / ext4 rw,noatime 0 0
            tmpfs /run tmpfs rw,nosuid,nodev,size=801140k,mode=755 0 0
            """;

    private final Path root;

    private FakeNode(Path root) {
        this.root = root;
    }

    /// A Raspberry Pi 4 with the vendor's kernel, a memory card, and pressure information switched on.
    public static FakeNode raspberryPi4(Path root) {
        FakeNode node = raspberryPi4WithoutPressure(root);
        node.put("proc/pressure/cpu", pressure("some", 45_376_920) + pressure("full", 0));
        node.put("proc/pressure/io", pressure("some", 159_886_802) + pressure("full", 159_229_614));
        node.put("proc/pressure/memory", pressure("some", 12) + pressure("full", 7));
        return node;
    }

    /// The same as it comes: pressure information must be asked for on the kernel's command line.
    public static FakeNode raspberryPi4WithoutPressure(Path root) {
        FakeNode node = new FakeNode(root);
        node.kernelNumbers(7_998_764, "/dev/mmcblk0p2");
        node.put("sys/devices/virtual/thermal/thermal_zone0/type", "cpu-thermal\n");
        node.put("sys/devices/virtual/thermal/thermal_zone0/temp", "48312\n");
        node.link("sys/class/thermal/thermal_zone0", "../../devices/virtual/thermal/thermal_zone0");
        node.monitor(0, "cpu_thermal");
        node.monitor(1, "rpi_volt");
        node.put("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n");
        node.put("sys/devices/platform/soc/soc:firmware/get_throttled", "0\n");
        node.put("sys/devices/platform/soc/fe201000.serial/uevent", "DRIVER=uart-pl011\n");
        node.put("sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq", "1500000\n");
        node.put("sys/block/mmcblk0/stat", STAT);
        for (int loop = 0; loop < 40; loop++) {
            node.put("sys/block/loop" + loop + "/stat", STAT);
        }
        node.put("sys/fs/ext4/mmcblk0p2/errors_count", "0\n");
        node.put("sys/fs/ext4/features/metadata_csum_seed", "supported\n");
        return node;
    }

    /// A Raspberry Pi 5 with an NVMe disk: another place for the firmware, four kinds of pressure.
    public static FakeNode raspberryPi5(Path root) {
        FakeNode node = new FakeNode(root);
        node.kernelNumbers(16_607_520, "/dev/nvme0n1p2");
        node.put("proc/pressure/irq", pressure("full", 8_494));
        node.put("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
        node.put("sys/class/thermal/thermal_zone0/temp", "51250\n");
        node.monitor(0, "cpu_thermal");
        node.monitor(1, "pwmfan");
        node.monitor(2, "rp1_adc");
        node.monitor(3, "nvme");
        node.monitor(4, "rpi_volt");
        node.put("sys/class/hwmon/hwmon4/in0_lcrit_alarm", "1\n");
        node.put("sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled", "50000\n");
        node.put("sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq", "2400000\n");
        node.put("sys/block/nvme0n1/stat", STAT);
        node.put("sys/fs/ext4/nvme0n1p2/errors_count", "2\n");
        return node;
    }

    /// A small PC with an eMMC: several zones of a type, a group of processors each, one sensor that is asleep.
    public static FakeNode smallPc(Path root) {
        FakeNode node = new FakeNode(root);
        node.kernelNumbers(16_222_000, "/dev/mmcblk1p2");
        String[] types = {"acpitz", "acpitz", "x86_pkg_temp", "iwlwifi_1"};
        for (int zone = 0; zone < types.length; zone++) {
            node.put("sys/class/thermal/thermal_zone" + zone + "/type", types[zone] + "\n");
        }
        node.put("sys/class/thermal/thermal_zone0/temp", "27800\n");
        node.put("sys/class/thermal/thermal_zone1/temp", "29800\n");
        node.put("sys/class/thermal/thermal_zone2/temp", "41000\n");
        node.monitor(0, "coretemp");
        for (int policy = 0; policy < 4; policy++) {
            node.put("sys/devices/system/cpu/cpufreq/policy" + policy + "/scaling_cur_freq", (800 + policy) + "000\n");
        }
        node.put("sys/block/mmcblk1/stat", STAT);
        node.put("sys/block/mmcblk1/device/life_time", "0x01 0x02\n");
        node.put("sys/block/mmcblk1/device/pre_eol_info", "0x01\n");
        node.put("sys/block/sda/stat", STAT);
        node.put("sys/fs/ext4/mmcblk1p2/errors_count", "0\n");
        return node;
    }

    private static String pressure(String share, long micros) {
        return share + " avg10=0.00 avg60=0.02 avg300=0.10 total=" + micros + "\n";
    }

    private void kernelNumbers(long memory, String disk) {
        put("proc/meminfo", "MemTotal: " + memory + " kB\nMemFree: 90 kB\nMemAvailable: " + memory / 2 + " kB\n");
        put("proc/loadavg", "0.52 0.61 11.70 2/312 90417\n");
        put("proc/uptime", "1186.54 2089.47\n");
        put("proc/1/mounts", MOUNTS.formatted(disk));
        put("proc/self/mounts", MOUNTS.formatted(disk));
        link("proc/mounts", "self/mounts");
    }

    void monitor(int number, String chip) {
        put("sys/class/hwmon/hwmon" + number + "/name", chip + "\n");
    }

    public void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void put(String path, byte[] bytes) {
        try {
            Files.createDirectories(root.resolve(path.substring(0, path.lastIndexOf('/'))));
            Files.write(root.resolve(path), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void link(String path, String to) {
        try {
            Files.createDirectories(root.resolve(path.substring(0, path.lastIndexOf('/'))));
            Files.createSymbolicLink(root.resolve(path), Path.of(to));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void remove(String path) {
        try {
            Files.delete(root.resolve(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
