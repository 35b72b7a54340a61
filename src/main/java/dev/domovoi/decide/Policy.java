package dev.domovoi.decide;

import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the household permits: the mode, the allow list, and the limits on acting.
public record Policy(
        Mode mode,
        List<Allowed> allow,
        int plansPerHour,
        Duration deviceCooldown,
        Duration kindCooldown,
        Duration lease,
        Duration hold,
        Consent consent,
        Maintenance maintenance) {
    private static final int MOST_PLANS_PER_HOUR = 400;
    static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration OLD_EVIDENCE = Duration.ofMinutes(5);

    public Policy {
        allow = List.copyOf(allow);
        if (plansPerHour < 0 || plansPerHour > MOST_PLANS_PER_HOUR) {
            throw new IllegalArgumentException(
                    "plans per hour must be 0.." + MOST_PLANS_PER_HOUR + ", was " + plansPerHour);
        }
        requireAtMostADay("device cooldown", deviceCooldown);
        requireAtMostADay("kind cooldown", kindCooldown);
        requireAtMostADay("lease", lease);
        requireAtMostADay("hold", hold);
    }

    /// One under which people are asked as usual, and never work on devices.
    public Policy(
            Mode mode,
            List<Allowed> allow,
            int plansPerHour,
            Duration deviceCooldown,
            Duration kindCooldown,
            Duration lease,
            Duration hold) {
        this(mode, allow, plansPerHour, deviceCooldown, kindCooldown, lease, hold, Consent.USUAL, Maintenance.NONE);
    }

    /// The given mode and allow list, 5 plans an hour, 15 minutes between plans on a device, 30 between plans of a kind
    /// for different incidents, 4 hours for what is switched off for a while, a hold of 2 minutes.
    public static Policy of(Mode mode, List<Allowed> allow) {
        return new Policy(
                mode,
                allow,
                5,
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofHours(4),
                Duration.ofMinutes(2));
    }

    /// How far the agent may go.
    public enum Mode {
        /// It watches and alarms; it does not say what it would do.
        OBSERVE,
        /// It also says what it would do.
        ADVISE,
        /// It also does what is on the allow list and passes every guard.
        ACT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One line of the allow list: this kind of action on this device (by its household name), on one channel or on
    /// any; any client where it is [#ANY].
    public record Allowed(String action, String device, Optional<String> channel) {
        /// Stands for every client of the network; devices are listed one by one.
        public static final String ANY = "*";

        boolean covers(String kind, Source target, DeviceView on) {
            return action.equals(kind)
                    && (device.equals(on.name()) || (device.equals(ANY) && kind.equals("quarantine")))
                    && channel.map(target.channel()::equals).orElse(true);
        }
    }

    boolean allows(String kind, Source target, DeviceView device) {
        return allow.stream().anyMatch(line -> line.covers(kind, target, device));
    }

    /// How old evidence may be to act on it: the larger of 5 minutes and 1.5 reporting periods.
    static Duration freshFor(DeviceView device) {
        return freshFor(device.reportingPeriod());
    }

    /// The same for what is reported that often.
    public static Duration freshFor(Duration reportingPeriod) {
        Duration habit = reportingPeriod.multipliedBy(3).dividedBy(2);
        return habit.compareTo(OLD_EVIDENCE) > 0 ? habit : OLD_EVIDENCE;
    }

    private static void requireAtMostADay(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be between 0 and " + LONGEST + ", was " + duration);
        }
    }
}
