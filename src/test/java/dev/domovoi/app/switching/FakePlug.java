package dev.domovoi.app.switching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// A plug with a load of 1,200 W, on at first. It lives in a time that the test moves, in nanoseconds.
final class FakePlug {
    static final double LOAD_WATTS = 1_200;
    private static final Duration LATE = Duration.ofSeconds(12);

    final String id;
    final Tongue tongue;
    Conduct conduct = Conduct.OBEYS;
    boolean isOn = true;

    /// What it was told, in order.
    final List<Asked> heard = new ArrayList<>();

    private final List<Due> due = new ArrayList<>();
    private int measurements;
    private boolean isWelded;
    private String remembered = "null";
    private Optional<Due> timer = Optional.empty();

    FakePlug(String id, Tongue tongue) {
        this.id = id;
        this.tongue = tongue;
    }

    /// Something that it says or does later.
    private record Due(long nanos, Supplier<List<Said>> what) {}

    List<Said> hello() {
        List<Said> said = new ArrayList<>(tongue.hello(id));
        said.addAll(tongue.state(this));
        said.addAll(tongue.watts(this));
        return said;
    }

    List<Said> hears(String topic, String payload, long now) {
        Asked asked = tongue.understood(id, topic, payload);
        if (asked instanceof Asked.Nothing) {
            return List.of();
        }
        heard.add(asked);
        return switch (conduct) {
            case NEVER -> List.of();
            case LATE -> {
                later(now, LATE, () -> answers(asked, now + LATE.toNanos()));
                yield List.of();
            }
            case OBEYS, REFUSES, KEEPS_DRAWING -> answers(asked, now);
        };
    }

    private List<Said> answers(Asked asked, long now) {
        return switch (asked) {
            case Asked.Set order -> conduct == Conduct.REFUSES ? tongue.refused(this, order) : turned(order, now);
            case Asked.State question -> tongue.answer(this, question);
            case Asked.Watts question -> tongue.answerWatts(this);
            case Asked.Nothing nothing -> List.of();
        };
    }

    private List<Said> turned(Asked.Set order, long now) {
        boolean changes = isOn != order.on();
        turn(order.on(), now);
        timer.ifPresent(due::remove);
        timer = order.backAfter()
                .map(time -> new Due(now + time.toNanos(), () -> {
                    turn(!order.on(), now + time.toNanos());
                    return tongue.state(this);
                }));
        timer.ifPresent(due::add);
        return tongue.obeyed(this, order, changes);
    }

    private void turn(boolean on, long now) {
        isOn = on;
        isWelded = conduct == Conduct.KEEPS_DRAWING;
        tongue.wattsAfter().ifPresent(time -> later(now, time, () -> tongue.watts(this)));
    }

    private void later(long now, Duration time, Supplier<List<Said>> what) {
        due.add(new Due(now + time.toNanos(), what));
    }

    /// When it says or does something next by itself.
    long nextNanos() {
        return due.stream().mapToLong(Due::nanos).min().orElse(Long.MAX_VALUE);
    }

    /// When its own timer switches it back.
    Optional<Long> timerNanos() {
        return timer.filter(due::contains).map(Due::nanos);
    }

    /// What it says by itself up to now.
    List<Said> says(long now) {
        List<Due> ripe = due.stream()
                .filter(what -> what.nanos <= now)
                .sorted(Comparator.comparingLong(Due::nanos))
                .toList();
        due.removeAll(ripe);
        return ripe.stream().flatMap(what -> what.what.get().stream()).toList();
    }

    /// What its meter shows; a real load is never the same twice.
    double watts() {
        measurements++;
        return isOn || isWelded ? LOAD_WATTS + 0.1 * (measurements % 3) : 0;
    }

    String shownWatts() {
        remembered = String.format(Locale.ROOT, "%.1f", watts());
        return remembered;
    }

    /// What it showed last.
    String rememberedWatts() {
        return remembered;
    }
}
