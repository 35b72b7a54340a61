package dev.domovoi.decide;

import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.signal.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rule that opens, follows and resolves incidents: one for each device and kind, told once and when it gets
/// worse.
final class Alarms {
    /// The longest that evidence looks back.
    private static final Duration OUTLIVES = Duration.ofHours(6);

    private Alarms() {}

    /// The incident that an alarming score belongs to, opened if need be; empty where the score gives no reason for
    /// one.
    static Optional<Incident> follow(Draft draft, Scored scored, Instant now) {
        Score score = scored.score();
        HomeState state = draft.state();
        String kind = "unusual_" + score.stream().quantity().word();
        Optional<Incident> known = state.incidents().stream()
                .filter(incident -> incident.isOf(score.stream().source().device(), kind))
                .findFirst();
        if (!score.alarms()) {
            known.ifPresent(incident -> draft.replace(incident.calm(now)));
            return Optional.empty();
        }
        if (state.hold().predates(score.measuredAt())) {
            return Optional.empty();
        }
        if (known.isPresent()) {
            return known.map(incident -> again(draft, incident, scored, now));
        }
        return state.hold().isOpen(now) || isOver(score, state.hold(), now)
                ? Optional.empty()
                : opened(draft, kind, scored, now);
    }

    /// Evidence of hours can outlive what it came from: what came before the hold had ended counts after it only while
    /// it goes on.
    private static boolean isOver(Score score, Hold hold, Instant now) {
        return hold.isOpen(score.newsAt())
                && !score.isOutside()
                && now.isBefore(hold.until().plus(OUTLIVES));
    }

    /// Takes down every incident that is over.
    static void resolve(Draft draft, Instant now) {
        List<Incident> over = draft.state().incidents().stream()
                .filter(incident -> incident.isOver(now))
                .toList();
        for (Incident incident : over) {
            draft.remove(incident);
            draft.wants(new Effect.Clear(incident));
        }
    }

    private static Optional<Incident> opened(Draft draft, String kind, Scored scored, Instant now) {
        if (draft.state().incidents().size() >= HomeState.MOST_INCIDENTS) {
            draft.become(draft.state().withAnUnshownAlarm());
            return Optional.empty();
        }
        Incident incident = new Incident(
                draft.nextIncident(),
                scored.score().stream().source().device(),
                scored.device().name(),
                kind,
                Severity.of(scored.score(), scored.device()),
                now,
                now,
                now,
                sentence(scored),
                new Cut.Open(),
                Optional.empty());
        draft.add(incident);
        tell(draft, incident, scored, now);
        return Optional.of(incident);
    }

    /// Nothing gets worse during a hold: what persists is told right after it.
    private static Incident again(Draft draft, Incident incident, Scored scored, Instant now) {
        boolean isHeld = draft.state().hold().isOpen(now);
        Severity seen = isHeld ? incident.severity() : Severity.of(scored.score(), scored.device());
        Incident next = incident.alarmed(seen, sentence(scored), now);
        draft.replace(next);
        if (next.severity() != incident.severity()) {
            tell(draft, next, scored, now);
        }
        return next;
    }

    private static void tell(Draft draft, Incident incident, Scored scored, Instant now) {
        Evidence evidence = Findings.of(scored.score(), scored.device(), now)
                .with("severity", new Fact.Word(incident.severity().word()));
        draft.tell(incident, Upstream.told(evidence, draft.state(), incident, scored.device()), now);
    }

    private static String sentence(Scored scored) {
        return Wording.finding(scored.score(), scored.device().name()) + ".";
    }
}
