package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Wear, writes and errors of disks and cards.
final class StorageTest {
    private static final String LIFE = "/sys/block/mmcblk0/device/life_time";
    private static final String SPARE = "/sys/block/mmcblk0/device/pre_eol_info";
    private static final String ERRORS = "/sys/fs/ext4/mmcblk0p2/errors_count";

    @Test
    void theLifeUsedIsTheUpperEndOfItsStepForBothKindsOfCells() {
        assertEquals(
                Map.of("mmcblk0.a|emmc_life_used", 10.0, "mmcblk0.b|emmc_life_used", 20.0),
                Told.by(LIFE, "0x01 0x02\n").values());
        assertEquals(
                Map.of("mmcblk0.a|emmc_life_used", 100.0, "mmcblk0.b|emmc_life_used", 110.0),
                Told.by(LIFE, "0x0a 0x0b\n").values());
    }

    @Test
    void stepZeroMeansThatTheMemoryDoesNotSay() {
        assertEquals(
                Map.of("mmcblk0.b|emmc_life_used", 10.0),
                Told.by(LIFE, "0x00 0x01\n").values());
        assertEquals(Map.of(), Told.by(SPARE, "0x00\n").values());
    }

    @Test
    void theSpareBlocksHaveThreeLevels() {
        assertEquals(
                Map.of("mmcblk0|emmc_pre_eol", 1.0), Told.by(SPARE, "0x01\n").values());
        assertEquals(
                Map.of("mmcblk0|emmc_pre_eol", 3.0), Told.by(SPARE, "0x03\n").values());
    }

    @Test
    void whatIsNoWearIsAProblem() {
        for (String wrong : List.of("", "0x01", "1 2", "0x0c 0x0d", "0x01 0x02 0x03", "0xzz 0x01")) {
            assertEquals(Map.of(), Told.by(LIFE, wrong).values(), wrong);
            assertEquals(LIFE, Told.by(LIFE, wrong).places().getFirst(), wrong);
        }
        for (String wrong : List.of("", "0x04", "3", "0x01 0x01")) {
            assertEquals(Map.of(), Told.by(SPARE, wrong).values(), wrong);
            assertEquals(List.of(SPARE), Told.by(SPARE, wrong).places(), wrong);
        }
    }

    @Test
    void whatWasWrittenIsCountedInSectorsOfFiveHundredTwelveBytes() {
        String counters =
                "    7291     3212   563184    41277    12098    20190   884312   322870        0    98764   366011"
                        + "        0        0        0        0     2231     1863\n";
        assertEquals(
                Map.of("mmcblk0|disk_written_total", 884_312 * 512.0),
                Told.by("/sys/block/mmcblk0/stat", counters).values());
        assertEquals(
                Map.of("nvme0n1|disk_written_total", 884_312 * 512.0),
                Told.by("/sys/block/nvme0n1/stat", counters).values());
        assertEquals(Map.of(), Told.by("/sys/block/zram0/stat", counters).values());
        assertEquals(Map.of(), Told.by("/sys/block/loop12/stat", counters).values());
    }

    @Test
    void tooFewCountersAreAProblem() {
        for (String wrong : List.of("", "1 2 3 4 5 6", "1 2 3 4 5 6 x", "1 2 3 4 5 6 -7")) {
            Told told = Told.by("/sys/block/sda/stat", wrong);
            assertEquals(Map.of(), told.values(), wrong);
            assertEquals(List.of("/sys/block/sda/stat"), told.places(), wrong);
        }
    }

    @Test
    void aFileSystemCountsItsErrors() {
        assertEquals(
                Map.of("mmcblk0p2|disk_errors_total", 3.0),
                Told.by(ERRORS, "3\n").values());
        assertEquals(List.of(ERRORS), Told.by(ERRORS, "many\n").places());
    }
}
