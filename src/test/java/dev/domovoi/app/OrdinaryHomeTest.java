package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.sim.SimulatedHome;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Four weeks of nine ordinary appliances behind plugs of four dialects: everything is believed, nobody is lost.
final class OrdinaryHomeTest {
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(28));

    private final HeardHome home = new HeardHome(FROM, Map.of());
    private final Set<String> lost = new TreeSet<>();
    private final Set<String> frozen = new TreeSet<>();
    private long messages;

    @ParameterizedTest
    @ValueSource(longs = {7, 20_260_601})
    void nothingIsQuarantinedAndNobodyIsLostOrFrozen(long seed) {
        SimulatedHome.of(ZoneId.of("Europe/Rome"), seed).tellPast(FROM, TO, this::hear, share -> {});
        System.out.println("seed " + seed + ": " + home.quarantined.size() + " quarantined and " + home.doubted.size()
                + " doubted of " + home.readings + " readings in " + messages + " messages of "
                + home.devices.all().size() + " devices");
        assertTrue(home.readings > 400_000, "only " + home.readings + " readings");
        assertEquals(9, home.devices.all().size());
        assertEquals(Set.of(), new TreeSet<>(home.quarantined));
        assertEquals(Set.of(), new TreeSet<>(home.doubted));
        assertEquals(Set.of(), lost);
        assertEquals(Set.of(), frozen);
    }

    /// Each hour all devices are looked at.
    private void hear(Message message) {
        if (message.at().isAfter(home.now)) {
            boolean isNewHour = message.at().getEpochSecond() / 3600 != home.now.getEpochSecond() / 3600;
            home.now = message.at();
            if (isNewHour) {
                look();
            }
        }
        home.hears(message);
        messages++;
    }

    private void look() {
        for (DeviceId device : home.devices.all()) {
            if (home.devices.liveness(device, home.now) != Liveness.LIVE) {
                lost.add(device + " " + home.devices.liveness(device, home.now));
            }
        }
        for (Status status : home.devices.statuses(home.now)) {
            if (status.condition() == Condition.METER_FROZEN && status.holds()) {
                frozen.add(status.source().toString());
            }
        }
    }
}
