package dev.domovoi.decide;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Score;
import java.util.Locale;

/// How much an incident matters, from the least to the most.
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /// The word for it in metrics, incidents and evidence.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A heater that draws too much may set the house on fire: critical. More than usual anywhere else costs money,
    /// and a fridge, freezer, router or node that draws less than usual has perhaps stopped: warning. The rest is
    /// worth knowing.
    static Severity of(Score score, DeviceView device) {
        if (SafetyCut.isOverdrawn(score) && device.isHeater()) {
            return CRITICAL;
        }
        boolean isBelow = score.value() < score.expected().low();
        boolean hasStopped =
                isBelow && device.role().map(Severity::mustKeepRunning).orElse(false);
        return hasStopped || score.value() > score.expected().high() ? WARNING : INFO;
    }

    /// What a client of the network did: worth a look is a warning, worth getting up for critical.
    static Severity of(Finding finding) {
        return switch (finding.severity()) {
            case LOW -> INFO;
            case MEDIUM -> WARNING;
            case HIGH -> CRITICAL;
        };
    }

    private static boolean mustKeepRunning(Role role) {
        return switch (role) {
            case FRIDGE, FREEZER, ROUTER, NODE -> true;
            case HEATER, KETTLE, WASHER, DRYER, DISHWASHER, MEDIA, LIGHT, OTHER -> false;
        };
    }

    Severity orWorse(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
