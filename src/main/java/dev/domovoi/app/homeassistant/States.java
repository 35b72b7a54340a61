package dev.domovoi.app.homeassistant;

import dev.domovoi.app.RealisedRate;
import dev.domovoi.app.homeassistant.Shelf.Page;
import dev.domovoi.app.store.Store.KeptDay;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The states that Home Assistant's entities show, as JSON objects without their time.
final class States {
    private static final int WEEK_DAYS = 7;

    private States() {}

    /// Of a device: whether an incident is open, and what its newest scores say, rounded so that not every breath is
    /// news. The usual power is that of all its channels, unless the device is measured as a whole.
    static Page device(List<Score> scores, List<Incident> incidents) {
        Optional<Incident> worst = incidents.stream().max(Comparator.comparing(Incident::severity));
        return new Page(
                Json.of(json -> {
                    json.writeStringField("problem", worst.isPresent() ? "ON" : "OFF");
                    Json.number(json, "surprise_nats", tenths(surprise(scores)));
                    Json.number(json, "usual_watts", Math.rint(usualWatts(scores)));
                    json.writeStringField(
                            "severity",
                            worst.map(incident -> incident.severity().word()).orElse("none"));
                    json.writeStringField("why", worst.map(Incident::why).orElse(""));
                }),
                true);
    }

    private static double surprise(List<Score> scores) {
        return scores.stream().mapToDouble(Score::surpriseNats).max().orElse(Double.NaN);
    }

    private static double usualWatts(List<Score> scores) {
        List<Score> power = scores.stream()
                .filter(score -> score.stream().quantity() == Quantity.POWER)
                .toList();
        List<Score> whole = power.stream()
                .filter(score -> score.stream().source().isWhole())
                .toList();
        List<Score> counted = whole.isEmpty() ? power : whole;
        return counted.isEmpty()
                ? Double.NaN
                : counted.stream()
                        .mapToDouble(score -> score.expected().median())
                        .sum();
    }

    private static double tenths(double value) {
        return Double.isFinite(value) ? Math.rint(value * 10) / 10 : value;
    }

    /// Of the agent: the report in short.
    static Page report(HomeState state, List<KeptDay> days, double budgetPerWeek, Instant now) {
        LocalDate recent = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(WEEK_DAYS - 1L);
        long alarms = days.stream()
                .filter(day -> !day.day().isBefore(recent))
                .mapToLong(KeptDay::alarms)
                .sum();
        return new Page(
                Json.of(json -> {
                    json.writeStringField("paused", state.isPaused(now) ? "ON" : "OFF");
                    json.writeNumberField("incidents", state.incidents().size());
                    json.writeNumberField("alarms_this_week", alarms);
                    Json.number(
                            json,
                            "false_alarms_per_week",
                            hundredths(RealisedRate.of(days).rate()));
                    json.writeNumberField("alarm_budget_per_week", budgetPerWeek);
                }),
                true);
    }

    private static double hundredths(double value) {
        return Double.isFinite(value) ? Math.rint(value * 100) / 100 : value;
    }

    static List<Score> of(DeviceId device, List<Score> scores) {
        return scores.stream()
                .filter(score -> score.stream().source().device().equals(device))
                .toList();
    }
}
