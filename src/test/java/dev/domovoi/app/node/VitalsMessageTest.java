package dev.domovoi.app.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.node.NodeVitals;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VitalsMessageTest {
    private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");
    private static final DeviceId PI = new DeviceId(NodeVitals.NAME, "pi4");

    @Test
    void isOneLineOfWholeNumbersWhereTheyAreWhole() {
        assertEquals(
                """
                {"at":"2026-02-03T04:05:06Z","observations":[\
                {"channel":"io.some","quantity":"psi_total","value":159886802,"unit":"us"},\
                {"channel":"cpu-thermal","quantity":"temperature","value":48.312,"unit":"C"},\
                {"channel":null,"quantity":"undervoltage","value":false,"unit":""}]}""",
                VitalsMessage.of(
                        AT,
                        List.of(
                                new Observation.Reading(
                                        new Source(PI, "io.some"),
                                        Quantity.PRESSURE_STALL_TOTAL,
                                        159_886_802,
                                        AT,
                                        false),
                                new Observation.Reading(
                                        new Source(PI, "cpu-thermal"), Quantity.TEMPERATURE, 48.312, AT, false),
                                new Observation.Status(Source.whole(PI), Condition.UNDERVOLTAGE, false, AT, false))));
    }

    @Test
    void isReadBackAsItWasMeant(@TempDir Path root) {
        for (int kind = 0; kind < 3; kind++) {
            Path folder = root.resolve("node" + kind);
            switch (kind) {
                case 0 -> FakeNode.raspberryPi4(folder);
                case 1 -> FakeNode.raspberryPi5(folder);
                default -> FakeNode.smallPc(folder);
            }
            List<Observation> seen =
                    new NodeLook(folder, "pi4", Path.of("/state")).all(AT).observations();
            byte[] payload = VitalsMessage.of(AT, seen).getBytes(StandardCharsets.UTF_8);
            Understood read = (Understood) new NodeVitals("domovoi")
                    .decode(new Message(AT, NodeVitals.topic("domovoi", "pi4"), payload, false));
            assertEquals(List.of(), read.problems());
            assertEquals(seen, read.observations());
        }
    }
}
