package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MountsTest {
    private static final String OF_THE_NODE = "/proc/1/mounts";
    private static final String OUR_OWN = "/proc/mounts";
    private static final String STATE = "/var/lib/domovoi";

    private static final String NODE = """
            sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
            proc /proc proc rw,relatime 0 0
            /dev/mmcblk0p2 / ext4 %s,noatime 0 0
            /dev/mmcblk0p1 /boot/firmware vfat ro,relatime,fmask=0022,errors=remount-ro 0 0
            """;

    private static final String POD = """
            overlay / overlay ro,relatime,lowerdir=/var/lib/a:/var/lib/b,upperdir=/c,workdir=/d 0 0
            /dev/sda1 /var/lib/domovoi ext4 %s,relatime 0 0
            /dev/mmcblk0p2 /etc/hosts ext4 rw,noatime 0 0
            """;

    private static Told told(NodeFile... files) {
        return Told.by(STATE, files);
    }

    @Test
    void tellsWhetherTheRootCanBeWritten() {
        assertEquals(
                Map.of("/|read_only", 0.0),
                told(new NodeFile(OUR_OWN, NODE.formatted("rw"))).values());
        assertEquals(
                Map.of("/|read_only", 1.0),
                told(new NodeFile(OUR_OWN, NODE.formatted("ro"))).values());
        assertEquals(
                Map.of("/|read_only", 1.0),
                told(new NodeFile(OUR_OWN, NODE.formatted("rw,emergency_ro"))).values());
    }

    @Test
    void theOptionThatOnlyPromisesARemountIsNone() {
        assertEquals(
                Map.of("/|read_only", 0.0),
                told(new NodeFile(OUR_OWN, NODE.formatted("rw,errors=remount-ro")))
                        .values());
    }

    @Test
    void inAPodTheRootIsTheNodesAndTheStateIsThePods() {
        NodeFile node = new NodeFile(OF_THE_NODE, NODE.formatted("ro"));
        assertEquals(
                Map.of("/|read_only", 1.0, STATE + "|read_only", 0.0),
                told(node, new NodeFile(OUR_OWN, POD.formatted("rw"))).values());
        assertEquals(
                Map.of("/|read_only", 1.0, STATE + "|read_only", 1.0),
                told(node, new NodeFile(OUR_OWN, POD.formatted("ro"))).values());
    }

    @Test
    void aContainersOwnRootSaysNothingOfTheNode() {
        assertEquals(
                Map.of(STATE + "|read_only", 0.0),
                told(new NodeFile(OUR_OWN, POD.formatted("rw"))).values());
    }

    @Test
    void theStateIsOnTheNearestMountAboveItAndTheLatestThere() {
        String table = NODE.formatted("rw") + """
                /dev/sda1 /var ext4 ro 0 0
                /dev/sda2 /var/lib ext4 ro 0 0
                /dev/sda3 /var/lib ext4 rw 0 0
                /dev/sda4 /var/lib/dom ext4 ro 0 0
                """;
        assertEquals(
                Map.of("/|read_only", 0.0, "/var/lib|read_only", 0.0),
                told(new NodeFile(OUR_OWN, table)).values());
    }

    @Test
    void aMountPointWithABlankIsFound() {
        assertEquals(
                Map.of("/mnt/my disk|read_only", 1.0),
                Told.by("/mnt/my disk/state", new NodeFile(OUR_OWN, "/dev/sda1 /mnt/my\\040disk ext4 ro 0 0\n"))
                        .values());
    }

    @Test
    void ofATableThatWasCutTheWholeLinesCount() {
        assertEquals(
                Map.of("/|read_only", 0.0),
                told(new NodeFile(OUR_OWN, NODE.formatted("rw") + "/dev/sda1 / ext4 ro"))
                        .values());
    }

    @Test
    void whatIsNoTableIsAProblem() {
        for (String wrong : List.of("", "\n\n", "nothing is mounted", "a b c d e f g\n", "\0".repeat(60_000))) {
            Told told = told(new NodeFile(OF_THE_NODE, wrong));
            assertEquals(Map.of(), told.values(), wrong);
            assertEquals(List.of(OF_THE_NODE), told.places(), wrong);
        }
    }
}
