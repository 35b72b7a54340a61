package dev.domovoi.app;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.router.RouterMail;
import dev.domovoi.observe.Decoder;
import dev.domovoi.signal.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// The one thread that reads messages: from the inbox through the dialects to the home thread.
final class ReadingThread {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final System.Logger LOG = System.getLogger(ReadingThread.class.getName());
    private static final int BUGS_LOGGED = 20;
    private static final int REFUSALS_TOLD = 20;
    private static final String ROUTER = "router";

    private final Inbox inbox;
    private final Decoder decoder;
    private final Commands commands;
    private final RouterMail routers;
    private final Predicate<Message> aside;
    private final HomeThread home;
    private final Vitals vitals;
    private final Narrator narrator;
    private final Thread thread;
    private int bugs;
    private int refusals;

    /// What `aside` takes is nobody else's.
    ReadingThread(
            Inbox inbox,
            Decoder decoder,
            Commands commands,
            RouterMail routers,
            Predicate<Message> aside,
            HomeThread home,
            Vitals vitals,
            Narrator narrator) {
        this.routers = routers;
        this.aside = aside;
        this.inbox = inbox;
        this.decoder = decoder;
        this.commands = commands;
        this.home = home;
        this.vitals = vitals;
        this.narrator = narrator;
        this.thread = Thread.ofPlatform().name("reading").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    void stop() throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(1));
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Message> message = inbox.take(LONGEST_WAIT);
                if (message.isPresent()) {
                    read(message.get());
                }
            }
        } catch (InterruptedException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "the reading thread was asked to stop");
        }
    }

    private void read(Message message) throws InterruptedException {
        switch (commands.read(message, message.at())) {
            case Commands.Asked.Nothing nothing -> open(message);
            case Commands.Asked.Unheard unheard -> vitals.messages.count("none", "ignored");
            case Commands.Asked.Says says -> home.hand(says.arrival());
            case Commands.Asked.Happens asked -> home.hand(new Arrival.Happened(asked.event()));
            case Commands.Asked.Refused refused -> {
                vitals.dropped.count("refused_command");
                if (refusals++ < REFUSALS_TOLD) {
                    narrator.say(Kind.TROUBLE, "Command refused: " + refused.why() + ".");
                }
            }
        }
    }

    /// Whatever is not a router's own is for the dialects.
    private void open(Message message) throws InterruptedException {
        if (aside.test(message)) {
            vitals.messages.count("none", "ignored");
            return;
        }
        switch (opened(message)) {
            case RouterMail.Opened.NotOurs other -> decode(message);
            case RouterMail.Opened.Ignored ignored -> vitals.messages.count(ROUTER, "ignored");
            case RouterMail.Opened.Refused refused -> {
                vitals.messages.count(ROUTER, "rejected");
                if (refusals++ < REFUSALS_TOLD) {
                    narrator.say(Kind.TROUBLE, "Not taken from a router: " + refused.problem() + ".");
                }
            }
            case RouterMail.Opened.Taken taken -> {
                vitals.messages.count(ROUTER, "decoded");
                home.hand(new Arrival.Routed(taken.news(), message.at()));
            }
        }
    }

    private RouterMail.Opened opened(Message message) {
        try {
            return routers.open(message);
        } catch (RuntimeException bug) {
            vitals.messages.count(ROUTER, "bug");
            if (bugs++ < BUGS_LOGGED) {
                LOG.log(System.Logger.Level.ERROR, "a bug in reading " + message, bug);
            }
            return new RouterMail.Opened.Ignored();
        }
    }

    private void decode(Message message) throws InterruptedException {
        switch (decoder.decode(message)) {
            case Decoder.Result.Unknown unknown -> vitals.messages.count("none", "ignored");
            case Decoder.Result.Refused refused -> vitals.messages.count("none", "rejected");
            case Decoder.Result.Known known -> {
                boolean isRejected = known.understood().isRejected();
                boolean isDecoded = !known.understood().observations().isEmpty();
                vitals.messages.count(known.dialect(), isDecoded ? "decoded" : isRejected ? "rejected" : "ignored");
                home.hand(new Arrival.Read(known.understood(), message.at()));
            }
            case Decoder.Result.Bug bug -> {
                vitals.messages.count(bug.dialect(), "bug");
                if (bugs++ < BUGS_LOGGED) {
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "a bug in dialect " + bug.dialect() + " on " + message,
                            bug.fault());
                }
            }
        }
    }
}
