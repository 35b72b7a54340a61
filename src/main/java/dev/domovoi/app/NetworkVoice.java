package dev.domovoi.app;

import dev.domovoi.act.router.Answer;
import dev.domovoi.act.router.Answers;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.observe.flow.CounterFault;
import dev.domovoi.observe.flow.RouterRecord;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Counts and tells what the watch over the network finds beside incidents.
record NetworkVoice(Vitals vitals, Narrator narrator, Answers answers) implements NetworkWatch.Listener {
    @Override
    public void found(Finding finding) {
        vitals.findings.count(finding.kind().word(), finding.severity().word());
    }

    @Override
    public void dropped() {
        vitals.dropped.count("finding");
    }

    @Override
    public void turned(String router, boolean isUp) {
        if (isUp) {
            narrator.say(Kind.NEWS, "The router " + router + " is heard.");
        } else {
            narrator.say(
                    Kind.TROUBLE,
                    "Nothing is heard of the router " + router + " any more: its clients are not watched.");
        }
    }

    @Override
    public void counters(String router, Set<CounterFault> faults) {
        if (faults.isEmpty()) {
            narrator.say(Kind.NEWS, "The counters of the router " + router + " are true again.");
        } else {
            String words = faults.stream().map(CounterFault::word).sorted().collect(Collectors.joining(", "));
            narrator.say(
                    Kind.TROUBLE,
                    "The counters of the router " + router + " are no truth (" + words
                            + "): the bytes of its clients are neither shown nor learned.");
        }
    }

    @Override
    public void answered(String router, RouterRecord.Ack ack) {
        Answer.Result result = switch (ack.result()) {
            case DONE -> Answer.Result.DONE;
            case REFUSED -> Answer.Result.REFUSED;
            case FAILED -> Answer.Result.FAILED;
        };
        List<String> blocked =
                ack.blocked().stream().map(RouterRecord.Blocked::mac).toList();
        answers.heard(new Answer(router, ack.counter(), result, ack.why(), blocked));
    }

    @Override
    public void damaged(Problem problem) {
        narrator.say(Kind.TROUBLE, "What was learned of a client is lost and learned anew: " + problem);
    }
}
