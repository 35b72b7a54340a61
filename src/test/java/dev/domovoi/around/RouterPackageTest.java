package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the package installs, and each of its awk programs under busybox.
@Timeout(60)
final class RouterPackageTest {
    private static final int MOST_BYTES = 16 * 1024;
    private static final Path TABLE =
            Path.of("src/test/resources/router/nf_conntrack").toAbsolutePath();

    @TempDir
    Path folder;

    private List<RouterPackage> installed = List.of();

    @BeforeEach
    void install() throws Exception {
        installed = List.of(RouterPackage.install(folder));
        Files.writeString(folder.resolve("home"), """
                7: br-lan    inet 192.168.1.1/24 brd 192.168.1.255 scope global br-lan
                7: br-lan    inet6 2001:db8:0:1::1/64 scope global
                7: br-lan    inet6 fe80::1/64 scope link
                """);
        Files.writeString(folder.resolve("neigh"), """
                192.168.1.20 lladdr aa:bb:cc:00:00:20 REACHABLE
                2001:db8:0:1::20 lladdr aa:bb:cc:00:00:20 router STALE
                192.168.1.99 FAILED
                """);
        Files.writeString(folder.resolve("lease"), "0 aa:bb:cc:00:02:50 192.168.1.250 cam *\n");
    }

    @Test
    void fitsIntoSixteenKibibytes() throws Exception {
        long bytes = 0;
        for (Path file : installed.getFirst().files()) {
            bytes += Files.size(file);
        }
        assertEquals(7, installed.getFirst().files().size());
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("etc/config/domovoi"))));
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        for (String name : List.of("domovoi-router", "domovoi.ntp")) {
            String file = Path.of("deploy/openwrt/files", name).toAbsolutePath().toString();
            Tool.run(folder, "shellcheck", "-s", "dash", file).orFail();
        }
        for (String name : List.of("world.sh", "cost.sh", "uci")) {
            String file = TABLE.resolveSibling(name).toString();
            Tool.run(folder, "shellcheck", "-s", "dash", file).orFail();
        }
        Tool.run(folder, "busybox", "ash", "-n", installed.getFirst().program().toString())
                .orFail();
    }

    @Test
    void startsOnlyWithABrokerAndAPassword() throws Exception {
        for (String settings : List.of(
                "",
                "domovoi.broker.host=h",
                "domovoi.broker.host=h\ndomovoi.broker.password=x\ndomovoi.router.name=a b;c",
                "domovoi.broker.host=h\ndomovoi.broker.password=x\ndomovoi.router.lan=br-lan\" }",
                "domovoi.broker.host=h\ndomovoi.broker.password=x\\001-h evil")) {
            Files.writeString(folder.resolve("uci"), settings.replace("\\001", "\1") + "\n");
            Tool.Ran ran = Tool.run(
                    folder,
                    "env",
                    "DOMOVOI_ROOT=" + folder,
                    "PATH=" + installed.getFirst().tools() + ":/usr/sbin:/usr/bin",
                    "sh",
                    installed.getFirst().program().toString(),
                    "run");
            assertEquals(1, ran.code(), settings + ran.output());
            assertTrue(ran.output().startsWith("domovoi-router: "), ran.output());
        }
    }

    @Test
    void takesStockFirst() throws Exception {
        assertEquals(List.of(), pass(TABLE, ""));
        assertEquals(
                "\"entries\":15,\"unreadable\":5,\"offloaded\":2,\"uncounted\":1,\"zeroing\":false,\"records_dropped\":0",
                Files.readString(folder.resolve("totals")).strip());
    }

    @Test
    void sumsPerClientDestinationProtocolAndPort() throws Exception {
        assertEquals(
                Files.readAllLines(TABLE.resolveSibling("flows.jsonl")),
                pass(TABLE, "sticky 0 0\n").stream().sorted().toList());
    }

    @Test
    void tellsOnlyWhatMovedSince() throws Exception {
        pass(TABLE, "");
        String entries = Files.readString(folder.resolve("new"));
        assertEquals(List.of(), pass(TABLE, entries));
        Path moved = Files.writeString(
                folder.resolve("moved"),
                Files.readString(TABLE).replace("packets=10 bytes=1000", "packets=12 bytes=1300"));
        List<String> told = pass(moved, entries);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().contains("\"conns\":1,\"new\":0,"), told::toString);
        assertTrue(told.getFirst().contains("\"tx_bytes\":300,\"rx_bytes\":0,\"tx_pkts\":2,"), told::toString);
    }

    @Test
    void aTupleUsedAgainIsOneLieZeroedCountersAreMany() throws Exception {
        pass(TABLE, "");
        String entries = Files.readString(folder.resolve("new"));
        String table = Files.readString(TABLE);
        Path again = Files.writeString(folder.resolve("again"), table.replace("bytes=50000", "bytes=5"));
        assertTrue(
                pass(again, entries).getFirst().contains("\"rx_bytes\":0,\"tx_pkts\":0,\"rx_pkts\":0,\"valid\":false"));
        assertTrue(Files.readString(folder.resolve("totals")).contains("\"zeroing\":false"));

        Path zeroed = Files.writeString(folder.resolve("zeroed"), table.replaceAll("bytes=[0-9]+", "bytes=0"));
        assertTrue(pass(zeroed, entries).stream().allMatch(told -> told.contains("\"valid\":false")));
        assertTrue(Files.readString(folder.resolve("totals")).contains("\"zeroing\":true"));
        String afterwards = Files.readString(folder.resolve("new"));
        assertTrue(pass(TABLE, afterwards).getFirst().contains("\"valid\":false"), "a second reader comes again");
    }

    @Test
    void aScanHasALimit() throws Exception {
        Path scan = Files.write(
                folder.resolve("scan"),
                IntStream.rangeClosed(1, 5000)
                        .mapToObj(port -> "ipv4 2 tcp 6 9 SYN_SENT src=192.168.1.20 dst=9.9.9.9 sport=1 dport=" + port
                                + " packets=1 bytes=60 [UNREPLIED] src=9.9.9.9 dst=203.0.113.9 sport=" + port
                                + " dport=1 packets=0 bytes=0 use=2")
                        .toList());
        assertEquals(4000, pass(scan, "sticky 0 0\n").size());
        assertTrue(Files.readString(folder.resolve("totals")).contains("\"records_dropped\":1000"));
    }

    @Test
    void readsACommandOrNothing() throws Exception {
        assertEquals(
                "7 quarantine aa:bb:cc:dd:ee:0f 600 1800000000",
                command("7 quarantine AA:bb:cc:dd:ee:0f 600 1800000000"));
        assertEquals("8 list - 0 1800000000", command("8 list - 0 1800000000"));
        for (String bad : List.of(
                "8 list - 0 1800000000\n",
                "0 list - 0 1800000000",
                "08 list - 0 1800000000",
                "8  list - 0 1800000000",
                "8 list aa:bb:cc:dd:ee:0f 0 1800000000",
                "8 quarantine - 60 1800000000",
                "8 quarantine aa:bb:cc:dd:ee:0f -60 1800000000",
                "8 quarantine aa:bb:cc:dd:ee:0f 6e1 1800000000",
                "8 quarantine :::::::::::::::::  60 1800000000",
                "8 quarantine aa:bb:cc:dd:ee:f 60 1800000000")) {
            assertEquals("", command(bad), bad);
        }
    }

    private List<String> pass(Path table, String old) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("old"), old);
        List<String> arguments = new ArrayList<>(List.of("awk", "-v", "at=T", "-v", "now=1000", "-v", "zeroed=0"));
        arguments.addAll(List.of("-v", "new=new", "-v", "totals=totals", "-f"));
        arguments.add(installed.getFirst().share("flows.awk").toString());
        for (String kind : List.of("home", "neigh", "lease", "old")) {
            arguments.addAll(List.of("kind=" + kind, kind));
        }
        arguments.addAll(List.of("kind=now", table.toString()));
        String told = Tool.run(folder, "busybox", arguments.toArray(String[]::new))
                .orFail()
                .output();
        return told.lines().collect(Collectors.toList());
    }

    private String command(String text) throws IOException, InterruptedException {
        Path hex = Files.writeString(
                folder.resolve("hex"), HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "\n");
        String program = installed.getFirst().share("command.awk").toString();
        return Tool.run(folder, "busybox", "awk", "-f", program, hex.toString())
                .orFail()
                .output()
                .strip();
    }
}
