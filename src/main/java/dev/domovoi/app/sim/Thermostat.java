package dev.domovoi.app.sim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// A heater on a thermostat, switched on by people for a while in the morning and in the evening.
record Thermostat(double onWatts, ZoneId zone, Noise noise) implements AppliancePower {
    private static final int MORNING_MINUTE = 6 * 60 + 30;
    private static final int EVENING_MINUTE = 20 * 60 + 30;
    private static final double SHIFT_MINUTES = 12;
    private static final int WARM_UP_MINUTES = 10;
    private static final int CYCLE_MINUTES = 9;
    private static final int CYCLE_ON_MINUTES = 4;

    @Override
    public double watts(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        LocalDate day = local.toLocalDate();
        int minute = local.getHour() * 60 + local.getMinute();
        boolean heats = isOn(minute, MORNING_MINUTE, 45, 2 * day.toEpochDay())
                || isOn(minute, EVENING_MINUTE, 60, 2 * day.toEpochDay() + 1);
        return heats ? onWatts * (1 + 0.01 * noise.normal(minute + 1440 * day.toEpochDay())) : 0;
    }

    private boolean isOn(int minute, int usualStart, int minutes, long place) {
        int start = usualStart + (int) (SHIFT_MINUTES * Math.clamp(noise.normal(place), -3, 3));
        int since = minute - start;
        return since >= 0
                && since < minutes
                && (since < WARM_UP_MINUTES || (since - WARM_UP_MINUTES) % CYCLE_MINUTES < CYCLE_ON_MINUTES);
    }
}
