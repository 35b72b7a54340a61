package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the observations of one message, each a channel, a quantity or condition, a value and a unit.
///
/// Only what a node's files can tell is taken: what Kubernetes says of a node does not come this way.
final class VitalsReader {
    private static final Set<Quantity> QUANTITIES = EnumSet.of(
            Quantity.TEMPERATURE,
            Quantity.MEMORY,
            Quantity.LOAD,
            Quantity.UPTIME,
            Quantity.PRESSURE_STALL_TOTAL,
            Quantity.CPU_FREQUENCY,
            Quantity.DISK_FREE,
            Quantity.DISK_SIZE,
            Quantity.DISK_WRITTEN_TOTAL,
            Quantity.DISK_ERRORS_TOTAL,
            Quantity.EMMC_LIFE_USED,
            Quantity.EMMC_PRE_EOL);
    private static final Set<Condition> CONDITIONS =
            EnumSet.of(Condition.UNDERVOLTAGE, Condition.THROTTLED, Condition.READ_ONLY);
    private static final double ABSOLUTE_ZERO_CELSIUS = -273.15;

    private final Report report;
    private final Set<List<String>> told = new HashSet<>();

    VitalsReader(Report report) {
        this.report = report;
    }

    void read(String at, Json item) {
        if (!(item instanceof Json.Obj observation)) {
            report.problem(at, "an object", Json.shown(item));
            return;
        }
        Optional<String> channel = channel(at, member(observation, "channel"));
        Json word = member(observation, "quantity");
        Optional<Quantity> quantity =
                QUANTITIES.stream().filter(known -> is(word, known.word())).findFirst();
        Optional<Condition> condition =
                CONDITIONS.stream().filter(known -> is(word, known.word())).findFirst();
        if (quantity.isEmpty() && condition.isEmpty()) {
            report.problem(at + "/quantity", "a quantity or condition of a node", Json.shown(word));
        } else if (channel.isPresent()) {
            quantity.ifPresent(known -> reading(at, channel.get(), known, observation));
            condition.ifPresent(known -> status(at, channel.get(), known, observation));
        }
    }

    private Optional<String> channel(String at, Json channel) {
        return switch (channel) {
            case Json.Null() -> Optional.of(Source.WHOLE);
            case Json.Text(String name) when DeviceId.isName(name) -> Optional.of(name);
            case Json.Text _, Json.Num _, Json.Bool _, Json.Arr _, Json.Obj _ -> {
                String expected = "null or a printable name of at most " + DeviceId.MAX_NAME_CHARS + " characters";
                report.problem(at + "/channel", expected, Json.shown(channel));
                yield Optional.empty();
            }
        };
    }

    private void reading(String at, String channel, Quantity quantity, Json.Obj observation) {
        double least = quantity == Quantity.TEMPERATURE ? ABSOLUTE_ZERO_CELSIUS : 0;
        Json value = member(observation, "value");
        if (!hasUnit(at, quantity.unit(), observation)) {
            return;
        }
        if (value instanceof Json.Num(double number) && Double.isFinite(number) && number >= least) {
            if (isFirst(at, channel, quantity.word())) {
                report.reading(at + "/value", channel, Field.of(quantity), number);
            }
        } else {
            report.problem(at + "/value", "a number from " + least + " up", Json.shown(value));
        }
    }

    private void status(String at, String channel, Condition condition, Json.Obj observation) {
        Json value = member(observation, "value");
        if (!hasUnit(at, "", observation)) {
            return;
        }
        if (value instanceof Json.Bool(boolean holds)) {
            if (isFirst(at, channel, condition.word())) {
                report.holds(channel, condition, holds);
            }
        } else {
            report.problem(at + "/value", "true or false", Json.shown(value));
        }
    }

    private boolean hasUnit(String at, String unit, Json.Obj observation) {
        Json found = member(observation, "unit");
        if (!is(found, unit)) {
            report.problem(at + "/unit", '"' + unit + '"', Json.shown(found));
        }
        return is(found, unit);
    }

    private boolean isFirst(String at, String channel, String word) {
        boolean isFirst = told.add(List.of(channel, word));
        if (!isFirst) {
            report.problem(at, "each quantity of a channel once", word + " again");
        }
        return isFirst;
    }

    private static boolean is(Json value, String word) {
        return value.equals(new Json.Text(word));
    }

    private static Json member(Json.Obj object, String name) {
        return object.member(name).orElseGet(Json.Null::new);
    }
}
