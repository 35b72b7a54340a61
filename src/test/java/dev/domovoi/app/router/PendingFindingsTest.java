package dev.domovoi.app.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingFindingsTest {
    private final PendingFindings pending = new PendingFindings();

    private boolean add(int number, Severity severity) {
        Finding finding =
                new Finding(Instant.EPOCH, "client" + number, Finding.Kind.BEACON, severity, List.of(), "why");
        return pending.add(new Event.Found(finding, "client" + number, true, 1));
    }

    private List<String> all() {
        return pending.take().stream().map(Event.Found::name).toList();
    }

    @Test
    void theOldestOfTheLeastSevereGoes() {
        for (int i = 0; i < PendingFindings.MOST; i++) {
            assertFalse(add(i, i == 1 || i == 2 ? Severity.MEDIUM : Severity.HIGH));
        }
        assertTrue(add(1000, Severity.HIGH));
        assertTrue(add(1001, Severity.HIGH));
        List<String> left = all();
        assertEquals(List.of("client0", "client3"), left.subList(0, 2));
        assertEquals(List.of("client1000", "client1001"), left.subList(254, 256));
        assertTrue(pending.isEmpty());
    }

    @Test
    void whatIsLessThanAllThatWaitGoesItself() {
        for (int i = 0; i < PendingFindings.MOST; i++) {
            add(i, Severity.HIGH);
        }
        assertTrue(add(1000, Severity.MEDIUM));
        assertFalse(all().contains("client1000"));
    }

    @Test
    void amongEqualsTheNewestStay() {
        for (int i = 0; i <= PendingFindings.MOST; i++) {
            add(i, Severity.MEDIUM);
        }
        pending.forget("client1");
        assertEquals(List.of("client2", "client3"), all().subList(0, 2));
    }
}
