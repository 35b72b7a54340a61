package dev.domovoi.score.plug;

import java.util.Locale;

/// Figures in words a person would say.
final class Words {
    private static final double WHOLE_FROM = 10;

    private static final double LEAST_SHOWN = 0.05;

    private Words() {}

    /// Whole from 10 W on, else with one decimal, and 0 for less than that shows.
    static String watts(double watts) {
        if (Math.abs(watts) < LEAST_SHOWN) {
            return "0 W";
        }
        return String.format(Locale.ROOT, Math.abs(watts) >= WHOLE_FROM ? "%,.0f W" : "%.1f W", watts);
    }

    static String span(double low, double high) {
        String from = watts(low);
        String to = watts(high);
        return from.equals(to) ? from : from + " to " + to;
    }

    static String minutes(int minutes) {
        return seconds(60.0 * minutes);
    }

    /// Seconds below two minutes, minutes below two hours, hours below two days.
    static String seconds(double seconds) {
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        if (seconds < 7200) {
            return Math.round(seconds / 60) + " min";
        }
        return seconds < 172_800 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86_400) + " days";
    }
}
