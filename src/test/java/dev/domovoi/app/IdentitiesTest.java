package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.decide.Looks;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the kept history says of loads, beside what was declared.
final class IdentitiesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int MINUTES = 2 * 24 * 60;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private static double fridge(long minute) {
        return minute % 45 < 15 ? 80 : 1;
    }

    private static Source source(String device, String channel) {
        return new Source(new DeviceId("tasmota", device), channel);
    }

    private void draws(Map<Source, LongToDoubleFunction> loads) {
        TickHistory history = new TickHistory(folder, Duration.ofMinutes(1), (file, problem) -> {
            throw new AssertionError(problem);
        });
        loads.forEach((source, watts) -> {
            for (long minute = 0; minute < MINUTES; minute++) {
                Instant at = START.plus(Duration.ofMinutes(minute));
                history.keep(new Tick(new StreamId(source, Quantity.POWER), at, watts.applyAsDouble(minute), at));
            }
        });
        history.writeAll();
    }

    private Devices looked(String declared) throws IOException {
        Path file = Files.writeString(folder.resolve("domovoi.yaml"), "devices: " + declared);
        AgentConfig config = ConfigReader.read(Optional.of(file), Map.of("DOMOVOI_STATE_DIR", folder.toString()));
        Devices devices = new Devices(config.devices());
        Identities identities =
                new Identities(config, devices, new HandTime(START), (kind, sentence) -> said.add(sentence));
        identities.look();
        identities.look();
        return devices;
    }

    private static Looks looks(Devices devices, Source source) {
        return devices.view(source, Duration.ofMinutes(1)).looks();
    }

    @Test
    void aFridgeIsFoundWhateverWasDeclared() throws IOException {
        Source plug = Source.whole(new DeviceId("tasmota", "tv"));
        draws(Map.of(plug, IdentitiesTest::fridge));
        assertEquals(Looks.LIKE_A_FRIDGE, looks(looked("{tv: {role: media}}"), plug));
        assertEquals(
                List.of("tv is declared as media, but goes on and off like a fridge: it is not switched off, unless"
                        + " devices.tv.protected is false."),
                said);
        said.clear();
        assertEquals(Looks.LIKE_A_FRIDGE, looks(looked("{tv: {role: freezer}}"), plug));
        assertEquals(Looks.AS_DECLARED, looks(looked("{tv: {role: media, protected: false}}"), plug));
        assertEquals(List.of(), said);
        assertEquals(Looks.UNKNOWN, looks(looked("{tv: {role: media}}"), source("lamp", "")));
    }

    @Test
    void aRelayForAWholeStripCutsTheFridgeOnItToo() throws IOException {
        Source lamp = source("strip", "1");
        Source fridge = source("strip", "2");
        draws(Map.of(lamp, minute -> minute % 1_440 > 1_200 ? 40 : 0, fridge, IdentitiesTest::fridge));
        Devices devices = looked("{strip: {role: other}}");
        assertEquals(Looks.LIKE_A_FRIDGE, looks(devices, source("strip", "")));
        assertEquals(Looks.LIKE_A_FRIDGE, looks(devices, lamp), "no relay of its own is known");
    }
}
