package dev.domovoi.app;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.drill.Candidate;
import dev.domovoi.signal.Tick;
import java.time.Instant;
import java.util.Optional;

/// A scorer with what it is fed by, what it said last, and when its evidence last became clearly stronger.
final class Contender {
    private static final long MINUTE_SECONDS = 60;
    private static final double HALF_AN_EPISODE = 0.5;

    /// What became of what the newest episode cost.
    enum Bill {
        SETTLED,
        OPEN,
        GIVEN_BACK
    }

    final Candidate candidate;
    LongerTicks ticks;
    Scorer scorer;
    Instant newsAt = Instant.EPOCH;
    Optional<Judgement> newest = Optional.empty();
    Instant judgedUpTo = Instant.EPOCH;
    boolean alarmed;
    Bill bill = Bill.SETTLED;

    Contender(Candidate candidate) {
        this.candidate = candidate;
        this.ticks = new LongerTicks(Streams.TICK, candidate.tick());
        this.scorer = candidate.fresh().get();
    }

    /// The tick that is judged now, where this one completes it.
    Optional<Tick> judge(Tick tick, double alarmsPerWeek) {
        Optional<Tick> longer = ticks.add(tick);
        longer.ifPresent(whole -> {
            double credit = scorer.credit();
            newest = scorer.judge(whole, alarmsPerWeek);
            bill = scorer.credit() < credit - HALF_AN_EPISODE ? Bill.OPEN : bill;
            judgedUpTo = whole.start().plus(candidate.tick());
            boolean alarms = newest.filter(Judgement::alarms).isPresent();
            if (newest.filter(Judgement::isNews).isPresent() || (alarms && !alarmed)) {
                newsAt = whole.measuredAt();
            }
            alarmed = alarms;
        });
        return longer;
    }

    /// An episode that opened no incident is not paid for: it was held back.
    void isHeldBack() {
        if (bill == Bill.OPEN && alarmed) {
            scorer.pay(-1);
            bill = Bill.GIVEN_BACK;
        }
    }

    /// The incident is open: what was given back before it was, is paid.
    void isShown() {
        if (bill == Bill.GIVEN_BACK && alarmed) {
            scorer.pay(1);
        }
        bill = bill == Bill.GIVEN_BACK && !alarmed ? Bill.GIVEN_BACK : Bill.SETTLED;
    }

    /// Goes on in this one's place from what another one knew; what was fed is forgotten.
    void goOnWith(Scorer other) {
        scorer = other;
        ticks = new LongerTicks(Streams.TICK, candidate.tick());
    }

    boolean endsMinute(Tick longer) {
        return longer.start().plus(candidate.tick()).getEpochSecond() % MINUTE_SECONDS == 0;
    }
}
