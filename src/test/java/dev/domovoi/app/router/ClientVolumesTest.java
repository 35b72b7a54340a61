package dev.domovoi.app.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.router.NetworkView.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClientVolumesTest {
    private final ClientVolumes volumes = new ClientVolumes();

    @Test
    void onlyAFewAreCountedByThemselvesAndNothingIsLost() {
        for (int i = 0; i < 300; i++) {
            volumes.add("c" + i, 10, 5);
        }
        List<Volume> all = volumes.volumes();
        assertEquals(ClientVolumes.MOST_SHOWN + 1, all.size());
        assertEquals(3000, all.stream().mapToLong(Volume::sentBytes).sum());
        assertEquals(ClientVolumes.OTHER, all.getLast().client());
    }

    @Test
    void whoMovesMoreTakesAPlaceInTime() {
        for (int i = 0; i < 30; i++) {
            volumes.add("c" + i, 10, 5);
        }
        volumes.add("c29", 1_000_000, 0);
        assertFalse(isShown("c29"));
        volumes.minute();
        volumes.add("c29", 7, 0);
        assertTrue(isShown("c29"));
        assertEquals(ClientVolumes.MOST_SHOWN + 1, volumes.volumes().size());
    }

    private boolean isShown(String client) {
        return volumes.volumes().stream().anyMatch(volume -> volume.client().equals(client));
    }

    @Test
    void countsNeverFall() {
        Random chance = new Random(5);
        Map<String, Long> before = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            volumes.add("c" + chance.nextInt(60), (long) Math.exp(chance.nextDouble(20)), chance.nextInt(9));
            if (i % 50 == 0) {
                volumes.minute();
            }
            for (Volume volume : volumes.volumes()) {
                long was = before.getOrDefault(volume.client(), 0L);
                assertTrue(volume.sentBytes() >= was, () -> volume + " was " + was);
                before.put(volume.client(), volume.sentBytes());
            }
        }
    }

    @Test
    void theMinuteBeforeIsKnown() {
        volumes.add("a", 60, 30);
        assertEquals(0, volumes.of("a").orElseThrow().sentPerMinute());
        volumes.minute();
        assertEquals(60, volumes.of("a").orElseThrow().sentPerMinute());
        assertEquals(30, volumes.of("a").orElseThrow().receivedPerMinute());
        volumes.minute();
        assertEquals(0, volumes.of("a").orElseThrow().sentPerMinute());
    }

    @Test
    void noForgedCountMakesOneFall() {
        for (int i = 0; i < 100; i++) {
            volumes.add("a", Long.MAX_VALUE, Long.MAX_VALUE);
            volumes.add("c" + i, Long.MAX_VALUE, 0);
        }
        volumes.minute();
        assertEquals(
                new Volume("a", 100 * ClientVolumes.MOST_BYTES, 100 * ClientVolumes.MOST_BYTES),
                volumes.volumes().getFirst());
        assertEquals(81 * ClientVolumes.MOST_BYTES, volumes.volumes().getLast().sentBytes());
    }
}
