package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something out of the ordinary at one device, from its first alarming score until it has been calm for a while.
///
/// `kind` is such as `unusual_power`; `severity` is the worst so far; `real` is what a person said of it.
public record Incident(
        String id,
        DeviceId device,
        String name,
        String kind,
        Severity severity,
        Instant openedAt,
        Instant lastAlarmAt,
        Instant lastScoreAt,
        String why,
        Cut cut,
        Optional<Boolean> real) {

    /// How long an incident's device must not have alarmed to be called calm again.
    public static final Duration CALM = Duration.ofMinutes(60);

    /// How long nothing at all may be heard of the device until the incident is given up.
    public static final Duration SILENCE = Duration.ofDays(1);

    /// Calm needs at least one score that did not alarm: silence alone is no good news.
    boolean isOver(Instant now) {
        boolean isCalm = lastScoreAt.isAfter(lastAlarmAt) && !now.isBefore(lastAlarmAt.plus(CALM));
        return isCalm || !now.isBefore(lastScoreAt.plus(SILENCE));
    }

    /// Whether it comes from what was learned, and so spends from the budget of alarms; a behaviour that has a name
    /// and a rule do not.
    public boolean isLearned() {
        return kind.startsWith("unusual_") || kind.equals(ClientAlarms.KIND + Finding.Kind.UNUSUAL_TRAFFIC.word());
    }

    /// Whether it is a rule's; it is called after it.
    public boolean isByRule() {
        return isByRule(kind);
    }

    /// Whether an incident of that kind, or a decision under that name, is a rule's.
    public static boolean isByRule(String kind) {
        return !kind.startsWith("unusual_") && !kind.startsWith(ClientAlarms.KIND);
    }

    boolean isOf(DeviceId asked, String askedKind) {
        return device.equals(asked) && kind.equals(askedKind);
    }

    /// Whether it is about what a client of the network did.
    public boolean isOfTheNetwork() {
        return kind.startsWith(ClientAlarms.KIND);
    }

    Incident alarmed(Severity now, String because, Instant at) {
        return new Incident(id, device, name, kind, severity.orWorse(now), openedAt, at, at, because, cut, real);
    }

    Incident calm(Instant at) {
        return new Incident(id, device, name, kind, severity, openedAt, lastAlarmAt, at, why, cut, real);
    }

    Incident with(Cut next) {
        return new Incident(id, device, name, kind, severity, openedAt, lastAlarmAt, lastScoreAt, why, next, real);
    }

    /// The same with no time after `now`, for a clock that was set back.
    Incident notAfter(Instant now) {
        return new Incident(
                id,
                device,
                name,
                kind,
                severity,
                earlier(openedAt, now),
                earlier(lastAlarmAt, now),
                earlier(lastScoreAt, now),
                why,
                cut,
                real);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// The same with what a person said of it.
    public Incident judged(boolean isReal) {
        return new Incident(
                id, device, name, kind, severity, openedAt, lastAlarmAt, lastScoreAt, why, cut, Optional.of(isReal));
    }
}
