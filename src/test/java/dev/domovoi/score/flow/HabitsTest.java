package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is unusual for this client alone.
final class HabitsTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int HOUR = 3600;

    private final Scene scene = new Scene();

    private void usualDay() {
        for (int hour = 0; hour < 24; hour++) {
            scene.send(hour * HOUR, Scene.ABROAD, 5 * MEBIBYTE, 20 * MEBIBYTE, true);
        }
    }

    @Test
    void farMoreSentThanEverIsExfiltration() {
        usualDay();
        for (int i = 0; i < 70; i++) {
            scene.send(25 * HOUR + i, "198.51.100.9", MEBIBYTE, 1000, true);
        }
        assertEquals(List.of(Severity.MEDIUM), scene.severities(Kind.EXFILTRATION));
        assertTrue(scene.findings.getLast().why().contains("most of it to 198.51.100.9"));
        for (int i = 0; i < 200; i++) {
            scene.send(25 * HOUR + 100 + i, "198.51.100.9", MEBIBYTE, 1000, true);
        }
        assertEquals(List.of(Severity.MEDIUM, Severity.HIGH), scene.severities(Kind.EXFILTRATION));
    }

    @Test
    void asMuchAsUsualOrWithAsMuchBackOrToTheHomeIsNone() {
        usualDay();
        scene.send(25 * HOUR, "198.51.100.9", 60 * MEBIBYTE, 0, true);
        scene.send(26 * HOUR, "198.51.100.9", 500 * MEBIBYTE, 400 * MEBIBYTE, true);
        scene.send(27 * HOUR, "192.168.1.4", 5000 * MEBIBYTE, 0, true);
        scene.send(28 * HOUR, "198.51.100.9", 5000 * MEBIBYTE, 0, false);
        assertEquals(List.of(), scene.severities(Kind.EXFILTRATION));
    }

    @Test
    void nothingIsFarFromAHabitThatIsNotThereYet() {
        scene.send(0, Scene.ABROAD, 5000 * MEBIBYTE, 0, true);
        assertEquals(List.of(), scene.severities(Kind.EXFILTRATION));
    }

    @Test
    void aClientIsNewOnceByItsMacWhateverItsAddress() {
        scene.as("192.168.1.20", "aa:bb:cc:00:00:01").call(0, Scene.ABROAD, "tcp", 443, true);
        scene.as("2001:db8::1", "aa:bb:cc:00:00:01").call(1, Scene.ABROAD, "tcp", 443, true);
        scene.as("2001:db8::2", "aa:bb:cc:00:00:01").call(2, Scene.ABROAD, "tcp", 443, true);
        scene.as("192.168.1.21", "").call(3, Scene.ABROAD, "tcp", 443, true);
        assertEquals(List.of(Severity.LOW, Severity.LOW), scene.severities(Kind.NEW_CLIENT));
        assertEquals("aa:bb:cc:00:00:01", scene.findings.getFirst().client());
    }

    @Test
    void whoWasThereBeforeAndWhoHasNoAddressOfItsOwnIsNotNew() {
        scene.normal(true);
        scene.call(0, Scene.ABROAD, "tcp", 443, true);
        scene.normal(false);
        scene.call(1, Scene.ABROAD, "tcp", 443, true);
        scene.as("0.0.0.0", "").call(2, "255.255.255.255", "udp", 67, false);
        scene.as("fe80::1", "").call(3, "ff02::1", "icmp", 0, false);
        assertEquals(List.of(), scene.findings);
    }

    @Test
    void aKindOfServiceNeverUsedBeforeIsToldAfterTheFirstDay() {
        scene.call(0, Scene.ABROAD, "tcp", 443, true);
        scene.call(1, "192.168.1.2", "tcp", 22, true);
        scene.call(Scene.DAY + 1, Scene.ABROAD, "tcp", 80, true);
        assertEquals(List.of(), scene.severities(Kind.FIRST_CONTACT));
        scene.call(Scene.DAY + 2, Scene.ABROAD, "tcp", 22, true);
        scene.call(Scene.DAY + 3, "198.51.100.1", "tcp", 22, true);
        assertEquals(List.of(Severity.LOW), scene.severities(Kind.FIRST_CONTACT));
        assertTrue(scene.findings.getLast().why().contains("on the internet for logging in"));
    }

    @Test
    void aResolverNeverAskedBeforeIsToldOnceTheOthersAreSettled() {
        scene.call(0, "9.9.9.9", "udp", 53, true);
        for (int i = 0; i < UnusualResolver.ASKED_NEEDED; i++) {
            scene.call(100 * i, "192.168.1.1", "udp", 53, true);
        }
        scene.call(6000, "9.9.9.9", "udp", 53, true);
        scene.call(6001, "192.168.1.2", "udp", 53, true);
        assertEquals(List.of(), scene.severities(Kind.UNUSUAL_RESOLVER));
        scene.call(6002, "8.8.8.8", "udp", 53, true);
        scene.call(6003, "8.8.8.8", "udp", 53, true);
        assertEquals(List.of(Severity.LOW), scene.severities(Kind.UNUSUAL_RESOLVER));
    }
}
