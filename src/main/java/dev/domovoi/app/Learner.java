package dev.domovoi.app;

import dev.domovoi.observe.tick.Resampler;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.score.Restored;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.drill.Candidate;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One stream that is learned: its resampler, and the scorers that learn it side by side. One of them speaks: the
/// champion, or while that is too young to judge, the first that is not.
///
/// What is unusual is not learned. What was known up to two hours before it began is put aside. When the stream seems
/// calm again, what was learned since is forgotten but for the last two hours, so that what shows in them alarms
/// again; when it is over, only what came after the last alarm stays. What lasts is learned after all. How strong
/// evidence has been of late is never forgotten: what alarms and is nothing would else alarm each time it comes.
final class Learner {
    /// So long something may be unusual before it is the new normal.
    static final Duration LASTING = Duration.ofDays(3);

    /// Less than an incident needs to be closed, and than a block of the calibration needs to count.
    private static final Duration CALM = Duration.ofMinutes(30);

    /// More than an incident needs to be closed: one that is still open is another stream's of the device.
    private static final Duration OVER = Duration.ofMinutes(70);

    private static final Duration HEARD_AGAIN = Duration.ofHours(2);
    private static final Duration BETWEEN_COPIES = Duration.ofHours(1);
    private static final Duration GAP = Duration.ofMinutes(5);
    private static final String HOURLY = "hour_of_week";
    private static final Instant NEVER = Instant.EPOCH;

    private final StreamId stream;
    private final Resampler resampler;
    private final List<Contender> contenders;
    private final RecentTicks recent = new RecentTicks(HEARD_AGAIN, Streams.TICK);
    private Optional<Copy> newer = Optional.empty();
    private Optional<Copy> older = Optional.empty();
    private Optional<LearnerState.Aside> aside = Optional.empty();
    private boolean isAccepted;
    private Instant heardSince = NEVER;
    private Instant heardAt = NEVER;
    private Instant lastHeard = NEVER;
    private Instant alarmedAt = NEVER;
    private Instant lookedAt = NEVER;
    private double alarmsPerWeek;
    private Optional<Contender> speaks = Optional.empty();

    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, handed on and never compared
    private record Copy(Instant at, byte[] states) {}

    private Learner(StreamId stream, Resampler resampler, List<Candidate> candidates) {
        this.stream = stream;
        this.resampler = resampler;
        this.contenders = candidates.stream().map(Contender::new).toList();
    }

    static Learner fresh(StreamId stream, ZoneId zone) {
        return new Learner(stream, new Resampler(stream, Streams.TICK), Contenders.of(stream, zone));
    }

    /// The same resampler with what another one has learned; what cannot be used of it is told, and learned anew.
    Learner withLearned(byte[] state, ZoneId zone, Consumer<Problem> damaged) {
        Learner learner = new Learner(stream, resampler, Contenders.of(stream, zone));
        LearnerState saved = LearnerState.read(stream.toString(), state, damaged);
        learner.take(saved.now(), damaged);
        learner.aside = saved.aside().filter(some -> learner.isWhole(some, damaged));
        learner.isAccepted = saved.isAccepted();
        learner.lastHeard = saved.heardAt();
        return learner;
    }

    /// Goes on with what was learned of the stream's past elsewhere, up to about now, scorer by scorer where that is
    /// further.
    void adopt(byte[] past, ZoneId zone, Instant now, Consumer<Problem> damaged) {
        Learner theirs = withLearned(past, zone, damaged);
        boolean isAny = false;
        for (int i = 0; i < contenders.size(); i++) {
            Contender own = contenders.get(i);
            Scorer other = theirs.contenders.get(i).scorer;
            if (other.readiness(now).ratio() > own.scorer.readiness(now).ratio()) {
                own.goOnWith(other);
                isAny = true;
            }
        }
        if (isAny) {
            forgetAside();
        }
    }

    /// Whether the first contender, who speaks until a drill says otherwise, has not learned enough to be asked.
    boolean wantsPast(Instant now) {
        return !contenders.getFirst().scorer.readiness(now).isReady();
    }

    /// When the stream was heard last, in this run or before; 1970 where that is not known.
    Instant lastHeard() {
        return lastHeard;
    }

    /// Whether every scorer can go on from it; what is wrong is told.
    private boolean isWhole(LearnerState.Aside some, Consumer<Problem> damaged) {
        Map<String, byte[]> states = LearnerState.unpacked("state/" + stream + "/aside", some.states(), damaged);
        List<Problem> problems = new ArrayList<>();
        for (Contender contender : contenders) {
            Optional.ofNullable(states.get(contender.candidate.name())).ifPresent(state -> {
                if (contender.candidate.restored().apply(state) instanceof Restored.Damaged(Problem problem)) {
                    problems.add(problem);
                }
            });
        }
        problems.forEach(damaged);
        return !states.isEmpty() && problems.isEmpty();
    }

    private void take(byte[] packed, Consumer<Problem> damaged) {
        Map<String, byte[]> states = LearnerState.unpacked("state/" + stream, packed, damaged);
        for (Contender contender : contenders) {
            byte[] state = states.get(contender.candidate.name());
            if (state != null) {
                switch (contender.candidate.restored().apply(state)) {
                    case Restored.Whole(Scorer scorer) -> contender.scorer = scorer;
                    case Restored.Damaged(Problem problem) -> damaged.accept(problem);
                }
            }
        }
    }

    byte[] state() {
        return new LearnerState(states(), aside, isAccepted, lastHeard).written();
    }

    private byte[] states() {
        Map<String, byte[]> states = new TreeMap<>();
        contenders.forEach(contender -> states.put(contender.candidate.name(), contender.scorer.state()));
        return LearnerState.packed(states);
    }

    Resampler resampler() {
        return resampler;
    }

    /// Lets every scorer judge and learn the tick; once a minute the one that speaks is heard.
    void learn(Tick tick, double alarmsPerWeek, Optional<String> champion, Consumer<Score> judged) {
        hear(tick);
        copyNowAndThen(tick.start());
        Contender speaker = speaker(champion, tick.start());
        this.alarmsPerWeek = alarmsPerWeek;
        speaks = Optional.of(speaker);
        Optional<Tick> spoken = Optional.empty();
        for (Contender contender : contenders) {
            Optional<Tick> longer = contender.judge(tick, alarmsPerWeek);
            spoken = contender == speaker ? longer : spoken;
        }
        spoken.filter(speaker::endsMinute).ifPresent(longer -> speak(speaker, longer, alarmsPerWeek, judged));
    }

    private void hear(Tick tick) {
        boolean goesOn = Duration.between(heardAt, tick.start()).abs().compareTo(GAP) <= 0;
        if (!goesOn) {
            heardSince = tick.start();
        }
        heardAt = tick.start();
        lastHeard = heardAt;
        recent.add(tick);
    }

    /// Whether it was heard without a break for as long as it is heard again: only then does calm mean anything.
    private boolean isHeardLongEnough() {
        return !heardAt.isBefore(heardSince.plus(HEARD_AGAIN));
    }

    private void copyNowAndThen(Instant now) {
        boolean isDue = newer.map(copy -> Duration.between(copy.at(), now).abs().compareTo(BETWEEN_COPIES) >= 0)
                .orElse(true);
        if (aside.isEmpty() && isDue) {
            older = newer;
            newer = Optional.of(new Copy(now, states()));
        }
    }

    private void speak(Contender speaker, Tick tick, double alarmsPerWeek, Consumer<Score> judged) {
        Instant calmSince = alarmedAt.isAfter(lookedAt) ? alarmedAt : lookedAt;
        boolean isCalm = !speaker.alarmed && !tick.start().isBefore(calmSince.plus(CALM));
        if (aside.isPresent() && isCalm && isHeardLongEnough()) {
            lookedAt = tick.start();
            lookAgain(alarmsPerWeek, NEVER);
        }
        if (speaker.alarmed) {
            alarmedAt = tick.start();
        }
        boolean says = speaker.alarmed || aside.isEmpty() || isHeardLongEnough();
        speaker.newest
                .filter(judgement -> judgement.isReady() && says)
                .ifPresent(ready -> judged.accept(score(speaker, tick, ready)));
    }

    /// What is told is held against the means of hours, where those are known: a thermostat's minutes are all or
    /// nothing.
    private Score score(Contender speaker, Tick tick, Judgement ready) {
        Score score = speaker.scorer.told(tick, ready, speaker.newsAt);
        return contenders.stream()
                .filter(contender ->
                        contender.candidate.name().equals(HOURLY) && contender.judgedUpTo.equals(speaker.judgedUpTo))
                .findFirst()
                .flatMap(contender -> contender.newest)
                .map(hour -> score.of(hour.value(), hour.expected()))
                .orElse(score);
    }

    /// Goes on from what was known before, with what came after `from` in the last two hours heard again. The budget is
    /// not paid twice, and how strong evidence has been stays known.
    private void lookAgain(double alarmsPerWeek, Instant from) {
        List<Scorer> until =
                contenders.stream().map(contender -> contender.scorer).toList();
        List<Contender.Bill> bills =
                contenders.stream().map(contender -> contender.bill).toList();
        LearnerState.Aside before = aside.orElseThrow();
        Instant oldest = heardAt.minus(HEARD_AGAIN);
        take(before.states(), Learner::cannotBe);
        contenders.forEach(contender -> contender.ticks = new LongerTicks(Streams.TICK, contender.candidate.tick()));
        for (Tick tick : recent.of(stream)) {
            Instant at = tick.start();
            if (at.isAfter(from) && !at.isBefore(before.copiedAt()) && at.isAfter(oldest)) {
                contenders.forEach(contender -> contender.judge(tick, alarmsPerWeek));
            }
        }
        for (int i = 0; i < until.size(); i++) {
            contenders.get(i).scorer.goOnPaying(until.get(i));
            contenders.get(i).scorer.goOnCalibrating(until.get(i));
            contenders.get(i).bill = bills.get(i);
        }
    }

    /// What is put aside was checked when it came from the disk, and is our own otherwise.
    private static void cannotBe(Problem problem) {
        throw new IllegalStateException("what was put aside cannot be taken up again: " + problem);
    }

    private Contender speaker(Optional<String> champion, Instant now) {
        Contender first = contenders.stream()
                .filter(contender ->
                        champion.isEmpty() || contender.candidate.name().equals(champion.get()))
                .findFirst()
                .orElseGet(contenders::getFirst);
        return first.scorer.readiness(now).isReady()
                ? first
                : contenders.stream()
                        .filter(contender -> contender.scorer.readiness(now).isReady())
                        .findFirst()
                        .orElse(first);
    }

    /// The name of the scorer that speaks.
    String speaks(Optional<String> champion, Instant now) {
        return speaker(champion, now).candidate.name();
    }

    /// How far the one is that is nearest to judging.
    ReadyState readiness(Instant now) {
        return contenders.stream()
                .map(contender -> contender.scorer.readiness(now))
                .max(Comparator.comparingDouble(ReadyState::ratio))
                .orElseThrow();
    }

    /// The stream is unusual; to be told again and again while it is. True once, when that has lasted so long that
    /// it is learned after all.
    boolean isUnusual(Instant now) {
        speaks.ifPresent(Contender::isShown);
        boolean isThisOne = !now.isAfter(alarmedAt.plus(CALM));
        if (aside.isEmpty() && !isAccepted && isThisOne && hasCredit()) {
            aside = older.or(() -> newer).map(copy -> new LearnerState.Aside(now, copy.at(), copy.states()));
        }
        if (isOverAlone(now)) {
            isUsual(alarmsPerWeek);
        }
        boolean lasts = isHeardLongEnough()
                && aside.filter(some -> !now.isBefore(some.since().plus(LASTING)))
                        .isPresent();
        if (lasts) {
            learnAfterAll();
            isAccepted = true;
        }
        return lasts;
    }

    /// It is calm, and the device's incident is open for another stream of it.
    private boolean isOverAlone(Instant now) {
        return aside.isPresent() && lookedAt.isAfter(alarmedAt) && now.isAfter(alarmedAt.plus(OVER));
    }

    /// Whether its newest alarm came while an incident was open.
    boolean hasAlarmedIn(Instant openedAt, Instant lastAlarmAt) {
        return !alarmedAt.isBefore(openedAt.minus(CALM)) && !alarmedAt.isAfter(lastAlarmAt);
    }

    /// Pays for so many episodes more, in the account of the one that speaks.
    void pay(double episodes) {
        speaks.orElseGet(contenders::getFirst).scorer.pay(episodes);
    }

    double credit() {
        return speaks.orElseGet(contenders::getFirst).scorer.credit();
    }

    /// What comes again and again has spent its credit: it is learned, or it would alarm for ever.
    private boolean hasCredit() {
        return speaks.filter(speaker -> speaker.scorer.credit() < 0).isEmpty();
    }

    /// The stream is as usual: only what came after the last alarm is learned.
    void isUsual(double alarmsPerWeek) {
        speaks.ifPresent(Contender::isHeldBack);
        if (aside.isPresent()) {
            lookAgain(alarmsPerWeek, alarmedAt);
            forgetAside();
        }
        isAccepted = false;
    }

    /// What is unusual now is normal, and learned.
    void learnAfterAll() {
        if (aside.isPresent()) {
            forgetAside();
        }
    }

    /// The next time what is known now is what was known before.
    private void forgetAside() {
        aside = Optional.empty();
        newer = Optional.of(new Copy(heardAt, states()));
        older = newer;
    }

    /// The clock was set: what began, began as long ago as before.
    void clockSet(Duration by) {
        aside = aside.map(some ->
                new LearnerState.Aside(some.since().plus(by), some.copiedAt().plus(by), some.states()));
        recent.clear();
        newer = Optional.empty();
        older = Optional.empty();
        alarmedAt = alarmedAt.plus(by);
        lastHeard = lastHeard.plus(by);
        lookedAt = NEVER;
    }
}
