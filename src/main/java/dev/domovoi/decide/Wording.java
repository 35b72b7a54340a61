package dev.domovoi.decide;

import dev.domovoi.signal.Score;
import java.util.List;

/// The sentences that decisions are told in.
final class Wording {
    private static final int REASONS_NAMED = 3;

    private Wording() {}

    /// What was found, as a sentence without its full stop.
    static String finding(Score score, String name) {
        return name + ": " + withoutStop(score.why());
    }

    static String acting(String finding) {
        return finding + ". Switching it off.";
    }

    static String holding(String finding, List<Guard> stopping) {
        String reasons = String.join(
                " and ",
                stopping.stream().limit(REASONS_NAMED).map(Guard::because).toList());
        return finding + ". I would switch it off, but " + reasons + ".";
    }

    static String notCut(String name, String outcome) {
        return name + " could not be switched off safely: " + withoutStop(outcome) + ".";
    }

    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
