package dev.domovoi.app.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.decide.Deed;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Condition;
import dev.domovoi.decide.rule.Measure;
import dev.domovoi.decide.rule.Operand;
import dev.domovoi.decide.rule.Relation;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.Scope;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.decide.rule.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rule files mean, and what is said of those that cannot be used.
final class RuleFilesTest {
    private static final String GOOD = """
            rules:
              - name: one
                devices: {role: heater, except: {room: [cellar, attic]}}
                when: {device.power: {avg: 10min, above: 1.5 kW}, for: 2min}
                until: {device.switch: off}
                severity: critical
                cooldown: 1h
                then: [notify: "{name} draws {device.power}", switch_off]
            """;

    @TempDir
    Path folder;

    @Test
    void aRuleMeansWhatItSays() {
        Rule rule = only(GOOD);
        Operand.Read power = new Operand.Read(
                Term.DEVICE_POWER,
                Optional.empty(),
                Optional.of(new Window(Window.Function.AVG, Duration.ofMinutes(10), 0.5)),
                1);
        Condition much = new Condition.Compare(power, Relation.ABOVE, new Operand.Amount(1500, Measure.POWER));
        assertEquals(new Condition.Lasts(much, Duration.ofMinutes(2)), rule.when());
        assertEquals(Scope.DEVICE, rule.selection().scope());
        assertEquals(Set.of("heater"), rule.selection().having().roles());
        assertEquals(Set.of("cellar", "attic"), rule.selection().except().rooms());
        assertEquals(Severity.CRITICAL, rule.severity());
        assertEquals(Duration.ofHours(1), rule.cooldown());
        assertEquals(List.of(new Deed.SwitchOff()), rule.deeds());
        assertEquals("{name} draws {device.power}", rule.says());
    }

    @Test
    void oneQuantityCanBeComparedWithAPartOfAnother() {
        Rule rule = only(GOOD.replace("above: 1.5 kW", "above: 150 % of score.high"));
        Operand.Read high = new Operand.Read(Term.SCORE_HIGH, Optional.empty(), Optional.empty(), 1.5);
        assertTrue(rule.when() instanceof Condition.Lasts lasts
                && lasts.of() instanceof Condition.Compare compare
                && compare.right().equals(high));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            name: one          | name: One                 | 2:11: name: expected up to 60 small letters, digits and _, not unusual_... or safety_cut, got "One"
            name: one          | nam: one                  | 2:5: unknown word "nam" in a rule; the nearest known one is "name"
            devices: {role: heater | devices: {role: heatr | 3:21: unknown word "heatr" in role; the nearest known one is "heater"
            devices: {role     | devices: {roles           | 3:15: unknown word "roles" in devices; the nearest known one is "role"
            device.power: {avg | device.pwer: {avg         | 4:12: unknown word "device.pwer" in when; the nearest known one is "device.power"
            1.5 kW             | 1.5 kWh                   | 4:46: device.power: expected a number in W, kW or mW, got "1.5 kWh"
            1.5 kW             | 1500                      | 4:46: device.power: expected a number in W, kW or mW, got "1500"
            1.5 kW             | much                      | 4:46: device.power: expected a number in W, kW or mW, got "much"
            1.5 kW             | score.tail_probability    | 4:46: device.power cannot be compared with score.tail_probability: one is in W, the other ratio
            1.5 kW             | score.hihg                | 4:46: unknown quantity "score.hihg"; the nearest known one is "score.high"
            1.5 kW             | node.load                 | 4:46: node.load is of a node, and this rule is about a device; select nodes, or name one by on
            above: 1.5 kW      | is: 1.5 kW                | 4:43: device.power is compared by above, below, at_least or at_most, not by is
            above: 1.5 kW      | over: 1.5 kW              | 4:39: unknown word "over" in device.power; the nearest known one is "above"
            avg: 10min         | avg: 10                   | 4:32: avg: expected a duration such as 90s, 15min or 2h, from 1min to 7d, got "10"
            avg: 10min         | avg: 8d                   | 4:32: avg: expected a duration such as 90s, 15min or 2h, from 1min to 7d, got "8d"
            avg: 10min         | rate: 10min               | 4:47: device.power: expected a number in W/h, kW/h or mW/h, got "1.5 kW"
            avg: 10min         | count: 10min              | 4:34: count needs crossing: the value above which it is counted
            for: 2min          | for: soon                 | 4:60: for: expected a duration such as 90s, 15min or 2h, from 1s to 7d, got "soon"
            for: 2min          | not: {device.switch: on}  | 4:11: when: expected one condition, got device.power and not; put them below all or any
            device.switch: off | device.switch: of         | 5:28: device.switch: expected on or off, got "of"
            device.switch: off | device.power: 5 W         | 5:27: device.power: expected a comparison such as {above: ...}, got "5 W"
            device.switch: off | device.state: los         | 5:27: unknown word "los" in device.state; the nearest known one is "lost"
            device.switch: off | time: {from: 22}          | 5:26: from: expected a time of day in quotes, such as "22:00", got "22"
            device.switch: off | days: [mo]                | 5:20: unknown word "mo" in days; the nearest known one is "mon"
            device.switch: off | all: []                   | 5:18: all: expected a list of conditions, of 1 to 1000 elements, got a list
            critical           | critcal                   | 6:15: unknown word "critcal" in severity; the nearest known one is "critical"
            {device.power}"    | {device.pwer}"            | 8:20: unknown place {device.pwer} in notify; the nearest known one is {device.power}
            switch_off]        | switch_of]                | 8:51: unknown word "switch_of" in then; the nearest known one is "switch_off"
            switch_off]        | cordon]                   | 8:51: cordon cannot be done to a device
            switch_off]        | power_cycle]              | 8:51: power_cycle needs off_for, such as power_cycle: {off_for: 10min}
            rules:             | rule:                     | 1:1: unknown word "rule" in the file; the nearest known one is "rules"
            cooldown: 1h       | cooldown: [1h]            | 7:15: cooldown: expected a duration such as 90s, 15min or 2h, from 0s to 30d, got a list
            severity: critical | when: {}                  | 6:5: "when" is there twice; keep one
            """)
    void whatIsWrongIsToldWithPlaceReasonAndNearestWord(String good, String bad, String told) {
        assertTrue(GOOD.contains(good), good);
        String message = refused(GOOD.replace(good, bad));
        assertEquals("r.yaml:" + told, message);
    }

    @Test
    void whatIsMissingIsTold() {
        assertEquals("r.yaml:2:5: one needs when: what it waits for", refused(GOOD.replaceAll(" +when: .*\n", "")));
        assertEquals(
                "r.yaml:2:5: one needs then: what is said and done, such as [notify: \"...\"]",
                refused(GOOD.replaceAll(" +then: .*\n", "")));
        assertEquals(
                "r.yaml:4:12: device.power is of a device, and this rule is about the home; select devices, or name one by on",
                refused(GOOD.replaceAll(" +devices: .*\n", "    room:\n").replace("    room:\n", "    about: x\n")));
    }

    @Test
    void noClientIsKeptOutForLongerThanARouterDoes() {
        String rule = """
                rules:
                  - name: one
                    clients: all
                    when: {client.online: {is: true}}
                    then: [{quarantine: {lasts: %s}}]
                """;
        assertEquals(1, RuleFiles.rulesOf("r.yaml", rule.formatted("1d")).size());
        String message = refused(rule.formatted("25h"));
        assertTrue(message.startsWith("r.yaml:5:33: lasts: ") && message.contains("25h"), message);
    }

    @Test
    void brokenDeepAndHugeTextsAreRefusedInWords() {
        assertTrue(refused("rules: [").startsWith("r.yaml:1:9: not YAML: "), refused("rules: ["));
        String deep = "rules: [{name: a, then: [switch_off], devices: all, when: " + "{not: ".repeat(40)
                + "{device.switch: on}" + "}".repeat(40) + "}]";
        assertTrue(refused(deep).contains("is nested too deeply; at most 24 levels"), refused(deep));
        assertTrue(refused("rules: " + "[".repeat(20_000)).startsWith("r.yaml"), "no stack overflow");
        assertTrue(refused("a: &a [x]\nrules: *a").startsWith("r.yaml"), "no aliases");
    }

    @Test
    void whateverStandsInAFileItIsReadOrRefusedInWords() throws IOException {
        List<String> shipped = List.of(
                Files.readString(Path.of("rules/decisions/appliances.yaml")),
                Files.readString(Path.of("rules/decisions/home.yaml")),
                Files.readString(Path.of("rules/decisions/network.yaml")));
        int refused = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String text = edited(shipped.get(seed % shipped.size()), random);
            try {
                RuleFiles.rulesOf("r.yaml", text);
            } catch (ConfigException told) {
                refused++;
                assertTrue(String.valueOf(told.getMessage()).startsWith("r.yaml"), "seed " + seed + ": " + told);
            }
        }
        assertTrue(refused > 1_000, "refused only " + refused);
    }

    /// A few pieces of it taken out, doubled or put elsewhere.
    private static String edited(String text, Random random) {
        StringBuilder edited = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int from = random.nextInt(edited.length());
            int to = Math.min(edited.length(), from + 1 + random.nextInt(20));
            String piece = edited.substring(from, to);
            switch (random.nextInt(4)) {
                case 0 -> edited.delete(from, to);
                case 1 -> edited.insert(from, piece);
                case 2 -> edited.insert(random.nextInt(edited.length()), piece);
                default -> edited.setCharAt(from, "{}[]:-&*!%\"\u0000#\ud83d".charAt(random.nextInt(13)));
            }
        }
        return edited.toString();
    }

    @Test
    void allFilesOfAFolderAreOneSet() throws IOException {
        write("a.yaml", GOOD);
        write("b.yaml", GOOD.replace("name: one", "name: two"));
        write("notes.txt", "no rules");
        write("empty.yaml", "");
        assertEquals(
                List.of("one", "two"),
                RuleFiles.read(folder).book().rules().stream().map(Rule::name).toList());
        write("c.yaml", GOOD);
        String told = assertThrows(ConfigException.class, () -> RuleFiles.read(folder))
                .getMessage();
        assertEquals(
                folder + "/c.yaml:2:5: there is a rule called one already, at " + folder
                        + "/a.yaml:2:5; give each its own name",
                told);
    }

    @Test
    void theLastGoodSetStaysInForce() throws IOException {
        RulesInForce rules = new RulesInForce(Optional.of(folder));
        write("a.yaml", GOOD);
        assertTrue(rules.load());
        assertFalse(rules.load(), "nothing has changed");
        String first = rules.state().set().id();
        write("a.yaml", GOOD.replace("1.5 kW", "1.5 kWh"));
        assertFalse(rules.load());
        assertEquals(first, rules.state().set().id());
        assertEquals(1, rules.state().set().book().rules().size());
        assertTrue(rules.state().refused().orElseThrow().contains("a.yaml:4:46: device.power: expected a number in W"));
        write("a.yaml", GOOD.replace("1.5 kW", "2 kW"));
        assertTrue(rules.load());
        assertEquals(Optional.empty(), rules.state().refused());
        assertFalse(rules.state().set().id().equals(first));
        Files.delete(folder.resolve("a.yaml"));
        Files.delete(folder);
        assertFalse(rules.load());
        assertTrue(rules.state().refused().orElseThrow().contains("cannot read this folder of rules"));
        assertEquals(1, rules.state().set().book().rules().size());
        Files.createDirectories(folder);
        write("a.yaml", GOOD.replace("1.5 kW", "2 kW"));
        assertFalse(rules.load(), "it is back as it was");
        assertEquals(Optional.empty(), rules.state().refused());
    }

    @Test
    void withoutAFolderTheRulesOfTheProgramAreInForce() throws IOException {
        RulesInForce rules = new RulesInForce(Optional.empty());
        assertTrue(rules.load());
        assertFalse(rules.load());
        assertEquals(
                RuleFiles.read(Path.of("rules/decisions")).id(),
                rules.state().set().id());
        try (Stream<Path> files = Files.list(Path.of("rules/decisions"))) {
            assertEquals(
                    RuleFiles.SHIPPED,
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void whatBecameOfTheFolderIsSaidOnce() throws IOException {
        List<String> said = new ArrayList<>();
        RuleLook look = new RuleLook(
                new RulesInForce(Optional.of(folder)), (kind, sentence) -> said.add(kind + " " + sentence));
        write("a.yaml", GOOD);
        look.look();
        look.look();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().startsWith("NEWS 1 rule is in force, from " + folder + " (set "));
        write("a.yaml", GOOD.replace("when", "wen"));
        look.look();
        look.look();
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.getLast()
                .startsWith("TROUBLE The rules in " + folder + " are refused, and 1 rule stays in force: " + folder
                        + "/a.yaml:"));
        write("a.yaml", GOOD);
        look.look();
        assertEquals("NEWS The rules in " + folder + " are as they were: 1 rule stays in force.", said.getLast());
    }

    private static Rule only(String yaml) {
        return RuleFiles.rulesOf("r.yaml", yaml).getFirst().rule();
    }

    static String refused(String yaml) {
        return String.valueOf(assertThrows(ConfigException.class, () -> RuleFiles.rulesOf("r.yaml", yaml))
                .getMessage());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
