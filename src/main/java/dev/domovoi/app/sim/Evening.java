package dev.domovoi.app.sim;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// A television or lamp: stand-by, and on in the evening, longer at the weekend.
record Evening(double onWatts, double idleWatts, ZoneId zone, Noise noise) implements AppliancePower {
    private static final double SHIFT_MINUTES = 20;
    private static final int LATEST_MINUTE = 23 * 60 + 50;

    @Override
    public double watts(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        long day = local.toLocalDate().toEpochDay();
        boolean weekend = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        double start = (weekend ? 17 : 19) * 60 + shift(2 * day);
        double end = Math.min(LATEST_MINUTE, 22.5 * 60 + shift(2 * day + 1));
        int minute = local.getHour() * 60 + local.getMinute();
        return minute >= start && minute < end ? onWatts * (1 + 0.08 * noise.normal(minute + 1440 * day)) : idleWatts;
    }

    private double shift(long place) {
        return SHIFT_MINUTES * Math.clamp(noise.normal(place), -3, 3);
    }
}
