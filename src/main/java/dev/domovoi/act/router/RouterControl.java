package dev.domovoi.act.router;

import dev.domovoi.act.Publisher;
import dev.domovoi.act.router.RouterCommand.Verb;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Done;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a router to keep a client out or to let it in, and waits for the router's own word: it decides.
public final class RouterControl {
    private final String prefix;
    private final Publisher publisher;
    private final Answers answers;
    private final Duration answerWithin;

    /// Commands go to `PREFIX/router/<name>/command`; the answer has to come within so long.
    public RouterControl(String prefix, Publisher publisher, Answers answers, Duration answerWithin) {
        this.prefix = prefix;
        this.publisher = publisher;
        this.answers = answers;
        this.answerWithin = answerWithin;
    }

    /// Blocks the calling virtual thread until the router has answered or the time is over.
    ///
    /// Only where nothing was sent may the same be asked again at once: a command without an answer may still be
    /// obeyed until it expires.
    public Outcome perform(RouterCommand command) {
        return ask(command).outcome();
    }

    /// What became of a command, and beyond which number the next has to be counted where the router refused it for
    /// its own.
    public record Reply(Outcome outcome, OptionalLong countBeyond) {
        private Reply(Outcome outcome) {
            this(outcome, OptionalLong.empty());
        }
    }

    /// The same as [#perform], with what is to be learned from a refusal.
    public Reply ask(RouterCommand command) {
        String topic = prefix + "/router/" + command.router() + "/command";
        var answer = answers.await(command);
        try {
            if (!publisher.publish(new SwitchRecipe.Command(topic, command.line()))) {
                return new Reply(new Refused("nothing was sent to the router " + command.router() + ": no broker"));
            }
            Answer given = answer.get(answerWithin.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(outcome(command, given), given.countBeyond());
        } catch (TimeoutException late) {
            return new Reply(new Failed(
                    "the router " + command.router() + " did not answer within " + answerWithin.toSeconds()
                            + " s; it may still do so until " + command.expires(),
                    false));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Reply(new Failed("stopped before the router " + command.router() + " answered", false));
        } finally {
            answers.stopWaiting(command);
        }
    }

    private static Outcome outcome(RouterCommand command, Answer answer) {
        return switch (answer.result()) {
            case DONE -> done(command, answer);
            case REFUSED ->
                new Refused("the router " + command.router() + " refused to " + words(command) + ": " + answer.why());
            case FAILED ->
                new Failed(
                        "the router " + command.router() + " could not " + words(command) + ": " + answer.why(), true);
        };
    }

    /// It says whom it keeps out: that is believed, not the word done alone.
    private static Outcome done(RouterCommand command, Answer answer) {
        boolean isOut = command.mac().equals(RouterCommand.ALL)
                ? !answer.blocked().isEmpty()
                : answer.blocked().contains(command.mac());
        boolean isAsAsked = isOut == (command.verb() == Verb.QUARANTINE);
        return isAsAsked
                ? new Done("the router " + command.router() + " says that it did " + words(command))
                : new Failed(
                        "the router " + command.router() + " says done, but " + command.mac()
                                + (isOut ? " is still kept out" : " is not kept out"),
                        true);
    }

    private static String words(RouterCommand command) {
        String who = command.mac().equals(RouterCommand.ALL) ? "everybody" : command.mac();
        return switch (command.verb()) {
            case QUARANTINE -> "keep " + who + " out for " + command.length().toSeconds() + " s";
            case RELEASE -> "let " + who + " in again";
        };
    }
}
