package dev.domovoi.app.rules;

import dev.domovoi.app.Narrator;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.rules.RulesInForce.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks at the folder of rules at the start and every minute from then on, and says what became of it.
public final class RuleLook implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final RulesInForce rules;
    private final Narrator narrator;
    private final Thread thread = Thread.ofVirtual().name("rules").unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);

    public RuleLook(RulesInForce rules, Narrator narrator) {
        this.rules = rules;
        this.narrator = narrator;
    }

    /// The first look; what is good is in force when it returns.
    public void begin() {
        look();
        if (rules.canChange()) {
            thread.start();
        }
    }

    /// Whatever is wrong is said once, and the last good set stays.
    void look() {
        State before = rules.state();
        boolean isOther = rules.load();
        State now = rules.state();
        int count = now.set().book().rules().size();
        String held = count + (count == 1 ? " rule stays" : " rules stay") + " in force";
        if (isOther) {
            narrator.say(
                    Kind.NEWS,
                    count + (count == 1 ? " rule is" : " rules are") + " in force, from " + rules.origin() + " (set "
                            + now.set().id() + ").");
        } else if (now.refused().isEmpty() && before.refused().isPresent()) {
            narrator.say(Kind.NEWS, "The rules in " + rules.origin() + " are as they were: " + held + ".");
        }
        if (now.refused().isPresent() && !now.refused().equals(before.refused())) {
            narrator.say(
                    Kind.TROUBLE,
                    "The rules in " + rules.origin() + " are refused, and " + held + ": "
                            + now.refused().get());
        }
    }

    private void run() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A disk that does not answer is not waited for.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
