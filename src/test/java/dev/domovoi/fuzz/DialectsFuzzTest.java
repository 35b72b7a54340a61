package dev.domovoi.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// Every dialect, with a method of its name: two lines for a further one. Its fixtures are the seeds; an input that
/// found
/// something is kept in a file below `DialectsFuzzTestInputs/<dialect>`.
final class DialectsFuzzTest {
    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void tasmota(byte[] input) {
        OneOutcome.fuzz(fresh("tasmota"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void shelly_gen1(byte[] input) {
        OneOutcome.fuzz(fresh("shelly_gen1"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void shelly_gen2(byte[] input) {
        OneOutcome.fuzz(fresh("shelly_gen2"), input);
    }

    @ArgumentsSource(FixtureSeeds.class)
    @MillionRuns
    void zigbee2mqtt(byte[] input) {
        OneOutcome.fuzz(fresh("zigbee2mqtt"), input);
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

    private static Dialect fresh(String name) {
        return Dialects.all().stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
