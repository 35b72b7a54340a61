package dev.domovoi.app.config;

import dev.domovoi.decide.Vital;
import java.nio.file.Path;
import java.util.List;

/// The keys of the household's rules, where they are, and of what no device says of itself.
final class RuleKeys {
    private RuleKeys() {}

    static final Key<Path> DIR = new Key<>(
            "rules.dir",
            "",
            "",
            "Directory of your own rules: all its *.yaml files, looked at every minute. Not set: the shipped rules. Set, it stands in"
                    + " their place, so copy those that you want to keep into it.",
            Parse::file);
    static final Key<Integer> CONTRACT = new Key<>(
            "home.contract_watts",
            "",
            "W",
            "How much the home may draw by its contract, which load_shedding keeps to. Not set: that rule stays silent.",
            text -> Parse.wholeNumber(text, 100, 1_000_000));
    static final Key<String> PRESENCE = new Key<>(
            "home.presence[]",
            "",
            "",
            "Topics that say who is home, one for each person (or for all). Not set: rules that ask who is home stay silent.",
            Parse::topic);
    static final Key<Double> PRIORITY = new Key<>(
            "devices.*.priority",
            "",
            "",
            "Its place in load shedding, a number from 0 to 1000: the least goes first. Not set: it is never shed.",
            text -> Parse.number(text, 0, 1_000));

    static final Key<String> POWERS = new Key<>(
            "devices.*.powers[]",
            "",
            "",
            "What goes dark with it: names of other devices, nodes and routers in devices, or "
                    + String.join(", ", Vital.words())
                    + ". What feeds such a one, also over others, is never acted on.",
            Parse::name);

    static final List<Key<?>> ALL = List.of(DIR, CONTRACT, PRESENCE, PRIORITY, POWERS);
}
