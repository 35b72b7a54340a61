package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.Wiring.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What feeds what the home cannot do without, and how it is said.
final class WiringTest {
    private static final Wiring HOME = new Wiring(
            Map.of(
                    "hall", thing("Hall", "rack", "lamp"),
                    "rack", thing("Rack", "switch", "pi4"),
                    "switch", thing("Switch", "access_point"),
                    "pi4", new Thing("pi4", Optional.of(Role.NODE), List.of()),
                    "ups", thing("UPS", "cellar"),
                    "gate", new Thing("Gate", Optional.of(Role.ROUTER), List.of()),
                    "lamp", thing("Lamp"),
                    "02:00:00:00:00:07", thing("storage")),
            Set.of("cellar", "02:00:00:00:00:01"));

    @Test
    void theChainToWhatIsVitalIsSaidInWordsByTheShortestWay() {
        assertEquals(Optional.of("Switch powers the access point"), lifeline("switch", "Switch"));
        assertEquals(Optional.of("Rack powers pi4, which is declared as a node"), lifeline("rack", "Rack"));
        assertEquals(
                Optional.of("Hall powers Rack, which powers pi4, which is declared as a node"),
                lifeline("hall", "Hall"));
        assertEquals(Optional.of("UPS powers cellar, which is the machine that I run on"), lifeline("ups", "UPS"));
    }

    @Test
    void whatIsVitalByItselfNeedsNoChain() {
        assertEquals(Optional.of("Gate is declared as a router"), lifeline("gate", "Gate"));
        assertEquals(Optional.of("storage is the storage"), lifeline("02:00:00:00:00:07", "storage"));
        assertEquals(Optional.of("cellar is the machine that I run on"), lifeline("cellar", "cellar"));
        assertEquals(Optional.of("desk pc is the machine that I run on"), lifeline("02:00:00:00:00:01", "desk pc"));
        assertEquals(
                Optional.of("router is the router"),
                Wiring.NONE.supply("x", "router", Optional.empty()).lifeline());
        assertEquals(
                Optional.of("pi5 is a node"),
                Wiring.NONE.supply("pi5", "pi5", Optional.of("a node")).lifeline());
    }

    @Test
    void whatFeedsNothingVitalHasNoLifeline() {
        assertEquals(Optional.empty(), lifeline("lamp", "Lamp"));
        assertEquals(Supply.NONE, HOME.supply("kettle", "Kettle", Optional.empty()));
    }

    @Test
    void whatFeedsItIsNamedTheNearestFirst() {
        assertEquals(
                List.of("Rack", "Hall"),
                HOME.supply("pi4", "pi4", Optional.empty()).fedBy());
        assertEquals(
                List.of("Hall"), HOME.supply("lamp", "Lamp", Optional.empty()).fedBy());
    }

    @Test
    void aCircleIsFoundAndEndsNoWalk() {
        Wiring round = new Wiring(
                Map.of("a", thing("A", "b"), "b", thing("B", "c", "dns"), "c", thing("C", "a"), "d", thing("D", "a")),
                Set.of());
        assertEquals(List.of("a", "b", "c"), round.circle());
        assertEquals(List.of(), HOME.circle());
        Supply placed = round.supply("c", "C", Optional.empty());
        assertEquals(Optional.of("C powers A, which powers B, which powers the DNS server"), placed.lifeline());
        assertEquals(List.of("B", "A", "D"), placed.fedBy());
    }

    private static Optional<String> lifeline(String key, String name) {
        return HOME.supply(key, name, Optional.empty()).lifeline();
    }

    private static Thing thing(String name, String... powers) {
        return new Thing(name, Optional.empty(), List.of(powers));
    }
}
