package dev.domovoi.decide.rule;

import dev.domovoi.decide.Deed.Ladder;
import dev.domovoi.decide.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which devices are shed, one after the other by priority, and given back in the opposite order.
///
/// It reckons with what the home would draw without them, so that it says the same where nothing is really switched.
final class Shedding {
    private static final Set<String> NEVER_SHED = Set.of(Role.ROUTER.word(), Role.NODE.word());

    private final Moment moment;
    private final Iterable<Known> devices;

    Shedding(Moment moment, Iterable<Known> devices) {
        this.moment = moment;
        this.devices = devices;
    }

    /// Sheds what must go, or gives one back; nothing while load or contract are not known.
    void step(Ladder ladder, Case open) {
        double contract = moment.home.number(Term.HOME_CONTRACT, moment.now);
        double load = moment.home.number(Term.HOME_POWER, moment.now);
        if (Double.isNaN(contract) || Double.isNaN(load)) {
            open.easySince = Case.UNSET;
            return;
        }
        double left = load - drawn(open);
        if (left > contract) {
            open.easySince = Case.UNSET;
            boolean isTime = open.rungs.isEmpty()
                    || moment.now - open.steppedAt >= ladder.nextAfter().toMillis();
            if (isTime) {
                shed(open, left - contract);
            }
        } else {
            ease(ladder, open, left, contract);
        }
    }

    /// What those that are shed still draw: all of it where nothing is really switched.
    private double drawn(Case open) {
        double drawn = 0;
        for (Case.Rung rung : open.rungs) {
            drawn += Math.max(0, watts(rung.device()));
        }
        return drawn;
    }

    private double watts(Known device) {
        double watts = device.number(Term.DEVICE_POWER, moment.now);
        return Double.isNaN(watts) ? 0 : watts;
    }

    private void shed(Case open, double excessWatts) {
        double excess = excessWatts;
        for (Known candidate : candidates(open)) {
            if (excess <= 0) {
                return;
            }
            double watts = watts(candidate);
            open.rungs.add(new Case.Rung(candidate, watts));
            open.steppedAt = moment.now;
            excess -= watts;
        }
    }

    private List<Known> candidates(Case open) {
        List<Known> candidates = new ArrayList<>();
        for (Known device : devices) {
            if (mayBeShed(device) && open.rungs.stream().noneMatch(rung -> rung.device() == device)) {
                candidates.add(device);
            }
        }
        candidates.sort(Comparator.comparingDouble(
                        (Known device) -> device.profile().priority().orElse(0))
                .thenComparing(device -> device.subject.id()));
        return candidates;
    }

    private boolean mayBeShed(Known device) {
        Profile profile = device.profile();
        Optional<String> role = profile.role();
        return device.subject.scope() == Scope.DEVICE
                && profile.priority().isPresent()
                && !profile.isProtected()
                && role.filter(NEVER_SHED::contains).isEmpty()
                && watts(device) > 0
                && device.number(Term.DEVICE_SWITCH, moment.now) != 0;
    }

    private void ease(Ladder ladder, Case open, double left, double contract) {
        if (open.rungs.isEmpty()) {
            return;
        }
        Case.Rung last = open.rungs.getLast();
        if (left + last.watts() > contract * ladder.restoreBelow()) {
            open.easySince = Case.UNSET;
            return;
        }
        if (open.easySince == Case.UNSET) {
            open.easySince = moment.now;
        }
        if (moment.now - open.easySince >= ladder.restoreAfter().toMillis()) {
            open.rungs.removeLast();
            open.steppedAt = moment.now;
            open.easySince = Case.UNSET;
        }
    }
}
