package dev.domovoi.app.scoring;

import dev.domovoi.score.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The columns that scoring adds, as they stand in the file.
final class ScoreText {
    /// The names that a file to be scored must not hold already.
    static final List<String> NAMES = List.of("anomaly_score", "surprise", "p_value", "expected", "scorer", "warm");

    private static final String CHANNEL = "channel_";

    private final String scorer;
    private final int channels;
    private final String header;
    private final String nothing;

    /// `channels` are those to be shown, none of them where that is not asked for.
    ScoreText(String scorer, List<String> channels) {
        this.scorer = scorer;
        this.channels = channels.size();
        this.header = "," + String.join(",", NAMES)
                + channels.stream().map(name -> "," + CHANNEL + name).collect(Collectors.joining());
        this.nothing = ",".repeat(NAMES.size() + this.channels);
    }

    String header() {
        return header;
    }

    /// Of a row that cannot be judged.
    String nothing() {
        return nothing;
    }

    /// What a judgement says, or that nothing is to be said yet.
    String of(Optional<Judgement> judged) {
        StringBuilder text = new StringBuilder(64);
        append(text, judged, judged.map(Judgement::anomaly).orElse(0.0));
        return text.toString();
    }

    /// Between two judgements: the newest stands, and there is nothing new to say.
    String between(Optional<Judgement> newest) {
        StringBuilder text = new StringBuilder(64);
        append(text, newest, 0);
        return text.toString();
    }

    private void append(StringBuilder text, Optional<Judgement> judged, double anomaly) {
        text.append(',').append(number(anomaly));
        text.append(',').append(number(judged.map(Judgement::surpriseNats).orElse(0.0)));
        text.append(',').append(number(judged.map(Judgement::tailProbability).orElse(1.0)));
        text.append(',');
        judged.ifPresent(judgement -> text.append(number(judgement.expected().median())));
        text.append(',').append(scorer).append(',');
        text.append(judged.isPresent() && judged.get().isReady() ? '1' : '0');
        for (int i = 0; i < channels; i++) {
            text.append(',');
            if (judged.isPresent()) {
                text.append(number(judged.get().evidence()[i]));
            }
        }
    }

    /// To about seven digits, without a trailing `.0`; nothing where it is no number.
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return Long.toString((long) value);
        }
        float rounded = (float) value;
        return Float.isInfinite(rounded) ? Double.toString(value) : Float.toString(rounded);
    }
}
