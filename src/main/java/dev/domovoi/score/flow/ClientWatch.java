package dev.domovoi.score.flow;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All behaviours of one client, and what of them was told already.
final class ClientWatch {
    private static final int MOST_TOLD = 64;

    private final List<Behaviour> behaviours;
    private final Newest<String, Told> told = new Newest<>(MOST_TOLD);
    private long alarmingSecond = Long.MIN_VALUE;

    ClientWatch(Surroundings surroundings) {
        this.behaviours = List.of(
                new VerticalScan(),
                new HorizontalScan(),
                new BruteForce(),
                new Beacon(surroundings),
                new Exfiltration(surroundings),
                new FirstContact(surroundings),
                new LateralMovement(surroundings),
                new UnusualResolver(surroundings));
    }

    private static final class Told {
        private long seenSecond = Long.MIN_VALUE;
        private Optional<Severity> worst = Optional.empty();
    }

    /// What is new of it; `isNormal` takes everything as known.
    List<Finding> see(Flow flow, boolean isNormal) {
        List<Finding> findings = new ArrayList<>(1);
        for (Behaviour behaviour : behaviours) {
            behaviour
                    .see(flow)
                    .filter(sighting -> isNews(sighting, flow, isNormal))
                    .ifPresent(sighting -> findings.add(finding(sighting, flow)));
        }
        return findings;
    }

    /// When something was last seen that is worth a look, told already or not.
    Optional<Instant> alarmingAt() {
        return alarmingSecond == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(alarmingSecond));
    }

    /// What looks back over minutes is not written: it begins anew.
    void save(Memory out) {
        out.put(alarmingSecond);
        behaviours.forEach(behaviour -> behaviour.save(out));
        out.put(told.size());
        told.forEach((what, before) -> {
            out.put(what);
            out.put(before.seenSecond);
            out.put(before.worst.map(Severity::word).orElse(""));
        });
    }

    /// Goes on from what another one has saved.
    void load(Memory in) {
        alarmingSecond = in.second();
        behaviours.forEach(behaviour -> behaviour.load(in));
        int count = in.count(MOST_TOLD);
        for (int i = 0; i < count; i++) {
            Told before = told.of(in.word(), _ -> new Told());
            before.seenSecond = in.second();
            String worst = in.word();
            before.worst = Stream.of(Severity.values())
                    .filter(severity -> severity.word().equals(worst))
                    .findFirst();
        }
    }

    private static Finding finding(Sighting sighting, Flow flow) {
        return new Finding(
                flow.last(),
                flow.client().name(),
                sighting.kind(),
                sighting.severity(),
                sighting.evidence(),
                sighting.why());
    }

    private boolean isNews(Sighting sighting, Flow flow, boolean isNormal) {
        Told before = told.of(sighting.kind() + " " + sighting.subject(), _ -> new Told());
        long second = flow.last().getEpochSecond();
        if (before.seenSecond < second - quietSeconds(sighting.kind())) {
            before.worst = Optional.empty();
        }
        before.seenSecond = second;
        boolean isWorse = before.worst
                .map(worst -> sighting.severity().compareTo(worst) > 0)
                .orElse(true);
        if (sighting.severity().alarms() && !isNormal) {
            alarmingSecond = Math.max(alarmingSecond, second);
        }
        if (isNormal) {
            before.worst = Optional.of(Severity.HIGH);
        } else if (isWorse) {
            before.worst = Optional.of(sighting.severity());
        }
        return isWorse && !isNormal;
    }

    /// How long it must not have been seen to be told again.
    private static long quietSeconds(Kind kind) {
        return switch (kind) {
            case VERTICAL_SCAN, HORIZONTAL_SCAN, BRUTE_FORCE, EXFILTRATION, LATERAL_MOVEMENT, UNUSUAL_TRAFFIC -> 3600;
            case BEACON, NEW_CLIENT, FIRST_CONTACT, UNUSUAL_RESOLVER -> 7 * 86_400;
        };
    }
}
