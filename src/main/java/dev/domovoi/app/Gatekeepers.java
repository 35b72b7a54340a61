package dev.domovoi.app;

import dev.domovoi.act.Actuator;
import dev.domovoi.act.router.CommandCounter;
import dev.domovoi.act.router.RouterCommand;
import dev.domovoi.act.router.RouterControl;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Asks every router that is up to keep a client out or to let it in: a client may move from one to another.
final class Gatekeepers implements Actuator {
    /// A router takes a command no longer than this.
    private static final Duration VALID = Duration.ofSeconds(60);

    private final RouterControl control;
    private final Supplier<List<String>> routers;
    private final InstantSource clock;
    private final Map<String, CommandCounter> counters = new ConcurrentHashMap<>();

    /// `routers` are those that are up.
    Gatekeepers(RouterControl control, Supplier<List<String>> routers, InstantSource clock) {
        this.control = control;
        this.routers = routers;
        this.clock = clock;
    }

    @Override
    public Outcome perform(Action action) {
        return switch (action) {
            case Action.Quarantine quarantine ->
                ask((router, counter, expires) -> RouterCommand.quarantine(
                        router, counter, quarantine.target().device().name(), quarantine.lasts(), expires));
            case Action.Release release ->
                ask((router, counter, expires) -> RouterCommand.release(
                        router, counter, release.target().device().name(), expires));
            case Action.SwitchOff off -> notAClient(off);
            case Action.Shed shed -> notAClient(shed);
            case Action.SwitchOn on -> notAClient(on);
        };
    }

    private interface Making {
        RouterCommand command(String router, long counter, Instant expires);
    }

    /// Each is asked, also after one has refused; it is done where all did it.
    private Outcome ask(Making making) {
        List<String> up = routers.get();
        if (up.isEmpty()) {
            return new Refused("nothing was sent: no router is heard");
        }
        return together(up.stream().map(router -> ask(router, making)).toList());
    }

    /// What one router has done has to be undone, also where another has refused: that is a failure, no refusal.
    private static Outcome together(List<Outcome> outcomes) {
        Outcome first = outcomes.stream()
                .filter(outcome -> !(outcome instanceof Outcome.Done))
                .findFirst()
                .orElse(outcomes.getFirst());
        boolean isAllRefused = outcomes.stream().allMatch(Refused.class::isInstance);
        return first instanceof Refused refused && !isAllRefused ? new Outcome.Failed(refused.why(), false) : first;
    }

    /// A second time where the router has taken higher numbers already, as after our clock was ahead: it says which.
    private Outcome ask(String router, Making making) {
        RouterControl.Reply first = control.ask(command(router, making));
        return first.countBeyond().isPresent()
                        && goBeyond(router, first.countBeyond().getAsLong())
                ? control.perform(command(router, making))
                : first.outcome();
    }

    private RouterCommand command(String router, Making making) {
        return making.command(router, next(router), clock.instant().plus(VALID));
    }

    private long next(String router) {
        CommandCounter counter = counter(router);
        synchronized (counter) {
            return counter.next(clock.instant());
        }
    }

    private boolean goBeyond(String router, long taken) {
        CommandCounter counter = counter(router);
        synchronized (counter) {
            return counter.goBeyond(taken, clock.instant());
        }
    }

    private CommandCounter counter(String router) {
        return counters.computeIfAbsent(router, unknown -> new CommandCounter());
    }

    private static Outcome notAClient(Action action) {
        return new Refused("nothing was sent: " + action.target() + " is no client of the network");
    }
}
