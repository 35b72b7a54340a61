package dev.domovoi.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.generic.GenericJson;
import dev.domovoi.observe.generic.Layout;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// Every dialect, with a method of its name: two lines for a further one. Its fixtures are the seeds; an input that
/// found something is kept in a file below `DialectsFuzzTestInputs/<dialect>`.
final class DialectsFuzzTest {
    private static final List<Layout> LAYOUTS = Fixtures.settings("generic").generic();

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void tasmota(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("tasmota"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void shelly_gen1(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("shelly_gen1"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void shelly_gen2(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("shelly_gen2"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void zigbee2mqtt(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("zigbee2mqtt"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void node(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("node"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void generic(byte[] input) {
        OneOutcome.fuzz(new GenericJson(LAYOUTS), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void collectd(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("collectd"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void tapo_bridge(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("tapo_bridge"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void esphome(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("esphome"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void openbeken(byte[] input) {
        OneOutcome.fuzz(Fixtures.fresh("openbeken"), input);
    }

    @Test
    void noDialectIsLeftOut() {
        Set<String> fuzzed = Stream.of(DialectsFuzzTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(MillionRuns.class))
                .map(method -> method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> spoken = Dialects.all().stream().map(Dialect::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(spoken, fuzzed);
    }
}
