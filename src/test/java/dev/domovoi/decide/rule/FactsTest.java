package dev.domovoi.decide.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.rule.Fact.Amount;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Availability;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which facts observations are.
final class FactsTest {
    private static final Instant AT = Watched.NOON;
    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final Source PLUG = new Source(new DeviceId("shelly", "strip"), "1");

    @Test
    void aLiveReadingIsAFactAndARetainedOneIsNone() {
        Subject subject = Subject.device(PLUG.device());
        assertEquals(
                Optional.of(new Amount(subject, Term.DEVICE_POWER, "1", 12, AT, GOOD)),
                Facts.of(new Reading(PLUG, Quantity.POWER, 12, AT, false), GOOD));
        assertEquals(Optional.empty(), Facts.of(new Reading(PLUG, Quantity.POWER, 12, AT, true), GOOD));
        assertEquals(
                Optional.of(new Amount(subject, Term.DEVICE_SWITCH, "1", 0, AT, GOOD)),
                Facts.of(new SwitchState(PLUG, false, AT, false), GOOD));
        assertEquals(Optional.empty(), Facts.of(new SwitchState(PLUG, false, AT, true), GOOD));
        assertEquals(Optional.empty(), Facts.of(new Availability(PLUG, true, AT, false), GOOD));
    }

    @Test
    void whatKindOfThingItIsFollowsFromItsDialect() {
        Source node = Source.whole(new DeviceId("node", "pi4"));
        Source router = new Source(new DeviceId("collectd", "gateway"), "example.org");
        assertEquals(
                Optional.of(
                        new Amount(new Subject(Scope.NODE, node.device()), Term.NODE_TEMPERATURE, "", 61, AT, GOOD)),
                Facts.of(new Reading(node, Quantity.TEMPERATURE, 61, AT, false), GOOD));
        assertEquals(
                Optional.of(new Amount(new Subject(Scope.NODE, node.device()), Term.NODE_READY, "", 1, AT, GOOD)),
                Facts.of(new Status(node, Condition.READY, true, AT, false), GOOD));
        assertEquals(
                Optional.of(new Amount(
                        new Subject(Scope.ROUTER, router.device()), Term.ROUTER_PING_LOSS, "example.org", 1, AT, GOOD)),
                Facts.of(new Reading(router, Quantity.PING_LOSS, 1, AT, false), GOOD));
        assertEquals(Optional.empty(), Facts.of(new Reading(router, Quantity.POWER, 1, AT, false), GOOD));
    }
}
