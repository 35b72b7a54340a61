package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// When somebody works on devices, again and again: the windows of the configuration, by the clock on the wall in the
/// home's zone. A time that daylight saving leaves out is no part of a window, one that it repeats is twice.
public record Maintenance(ZoneId zone, List<Window> windows) {
    /// None at all.
    public static final Maintenance NONE = new Maintenance(ZoneOffset.UTC, List.of());

    /// More of them nobody keeps in mind.
    public static final int MOST_WINDOWS = 100;

    public Maintenance {
        windows = List.copyOf(windows);
        if (windows.size() > MOST_WINDOWS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_WINDOWS + " windows of maintenance, were " + windows.size());
        }
    }

    /// On these days from then until then, over midnight where `to` is not later; of all devices where none is named.
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<String> devices) {
        public Window {
            days = Set.copyOf(days);
            devices = Set.copyOf(devices);
        }

        /// Every day of the week.
        public static Set<DayOfWeek> everyDay() {
            return EnumSet.allOf(DayOfWeek.class);
        }

        private boolean isOpen(ZonedDateTime now) {
            LocalTime time = now.toLocalTime();
            boolean hasBegun = !time.isBefore(from);
            boolean isBeforeEnd = time.isBefore(to);
            if (to.isAfter(from)) {
                return hasBegun && isBeforeEnd && days.contains(now.getDayOfWeek());
            }
            return (hasBegun && days.contains(now.getDayOfWeek()))
                    || (isBeforeEnd && days.contains(now.getDayOfWeek().minus(1)));
        }

        private boolean isAbout(DeviceId device, String name) {
            return devices.isEmpty() || devices.contains(name) || devices.contains(device.name());
        }
    }

    /// A single one that a person asked for: of one device, or of the whole home.
    public record OneOff(Optional<DeviceId> device, Instant since, Instant until) {
        /// No longer: what is to be left alone for good is protected.
        public static final int MOST_DAYS = 7;

        /// Most of them at once.
        public static final int MOST = 100;

        boolean isOpen(Instant now) {
            return !now.isBefore(since) && now.isBefore(until);
        }

        boolean isAbout(DeviceId asked) {
            return device.isEmpty() || device.equals(Optional.of(asked));
        }

        OneOff notAfter(Instant latest) {
            return until.isAfter(latest) ? new OneOff(device, since, latest) : this;
        }
    }

    /// Whether a device, by its household name, is being worked on then, by these windows or by what people said.
    public boolean covers(HomeState state, DeviceId device, String name, Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return state.maintenance().stream().anyMatch(one -> one.isOpen(at) && one.isAbout(device))
                || windows.stream().anyMatch(window -> window.isAbout(device, name) && window.isOpen(local));
    }

    /// The windows that are open at that time.
    public List<Window> open(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return windows.stream().filter(window -> window.isOpen(local)).toList();
    }
}
