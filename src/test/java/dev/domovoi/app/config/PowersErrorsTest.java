package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of `powers:` that cannot be, and what is taken.
final class PowersErrorsTest {
    @TempDir
    Path directory;

    @Test
    void aThingIsCalledByItsKeyItsNameOrAWordAndKeptByItsKeyOnce() throws IOException {
        Map<String, AgentConfig.Device> devices = read("""
                node: {name: pi4}
                devices:
                  rack: {powers: [Desk, desk, router, pi4, "02:00:00:00:00:07"]}
                  desk: {name: Desk}
                  "02:00:00:00:00:07": {name: storage}
                """).devices();
        assertEquals(List.of("desk", "router", "pi4", "02:00:00:00:00:07"), powers(devices, "rack"));
        assertEquals(List.of(), powers(devices, "desk"));
    }

    @Test
    void anUnknownNameIsToldWithItsPlaceAndTheNearestKnownOne() {
        String told = told("devices:\n  rack:\n    powers: [desk, accesspoint]\n  desk: {role: media}\n");
        assertEquals(
                "c.yaml:3:20: devices.rack.powers[1]: unknown name \"accesspoint\"; the nearest known one is"
                        + " \"access_point\". A node or router is known once it is in devices with its role",
                told);
    }

    @Test
    void whatPowersItselfIsRefused() {
        assertEquals(
                "c.yaml:2:19: devices.rack.powers[0]: rack powers rack: a circle; take one of them out",
                told("devices:\n  rack: {powers: [rack]}\n"));
    }

    @Test
    void aCircleOverSeveralIsRefusedWithAllItsLinks() {
        String told = told("""
                devices:
                  hall: {powers: [rack]}
                  rack: {powers: [desk, lamp]}
                  desk: {name: Desk, powers: [dns, shelf]}
                  shelf: {powers: [rack]}
                  lamp: {role: light}
                """);
        assertEquals(
                "c.yaml:3:19: devices.rack.powers[0]: desk powers shelf, shelf powers rack, rack powers desk: a"
                        + " circle; take one of them out",
                told);
    }

    @Test
    void whatIsFedTwiceIsNoCircle() throws IOException {
        assertEquals(4, read("""
                devices:
                  hall: {powers: [rack, desk]}
                  rack: {powers: [router, desk]}
                  desk: {powers: [router]}
                  spare: {powers: [desk, rack]}
                """).devices().size());
    }

    @Test
    void oneWordIsNoList() {
        assertTrue(told("devices: {rack: {powers: router}}")
                .endsWith("expects keys or elements below it, such as \"devices.*.powers[]\", and got one value"));
    }

    @Test
    void aLongChainIsFollowedToItsEnd() {
        StringBuilder yaml = new StringBuilder("devices:\n");
        for (int i = 0; i < 5_000; i++) {
            yaml.append("  d")
                    .append(i)
                    .append(": {powers: [d")
                    .append((i + 1) % 5_000)
                    .append("]}\n");
        }
        assertTrue(
                told(yaml.toString()).endsWith("d9 powers d10 and so on, back to d0: a circle; take one of them out"));
    }

    private static List<String> powers(Map<String, AgentConfig.Device> devices, String plug) {
        return Optional.ofNullable(devices.get(plug)).orElseThrow().powers();
    }

    private String told(String yaml) {
        ConfigException told = assertThrows(ConfigException.class, () -> read(yaml));
        return String.valueOf(told.getMessage()).replace(directory + "/", "");
    }

    private AgentConfig read(String yaml) throws IOException {
        return ConfigReader.read(Optional.of(Files.writeString(directory.resolve("c.yaml"), yaml)), Map.of());
    }
}
