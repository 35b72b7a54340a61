package dev.domovoi.score.stream;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.StreamState;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.ValueStepper;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.token.ValueTokeniser;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Networks that are asked together; what they say counts as the mean of their probabilities. They read the same
/// tokens and features, of which each takes as many as it was trained with.
///
/// Serves any number of streams, from one thread: what a stream has behind it is its list of [StreamState].
public final class Committee {
    /// What a network sees: more tokens than 64 were measured to add nothing.
    public static final Span SPAN = new Span(64, 0);

    private static final int MOST = 8;

    private final List<WeightsFile.Values> networks;
    private final List<ValueStepper> steppers = new ArrayList<>();
    private final Span span;
    private final int features;
    private final int fingerprint;
    private final float[] shares;

    /// Of the models of values among a file's members.
    public Committee(Kernels kernels, List<? extends WeightsFile.Member> members) {
        this(kernels, members, SPAN);
    }

    /// With another span than the usual one.
    public Committee(Kernels kernels, List<? extends WeightsFile.Member> members, Span span) {
        this.networks = members.stream()
                .filter(WeightsFile.Values.class::isInstance)
                .map(WeightsFile.Values.class::cast)
                .toList();
        if (networks.isEmpty() || networks.size() > MOST) {
            throw new IllegalArgumentException("models of values must number 1.." + MOST + ", were " + networks.size());
        }
        this.span = span;
        CRC32C checksum = new CRC32C();
        int most = 0;
        for (WeightsFile.Values network : networks) {
            requireKnown(network.shape());
            steppers.add(new ValueStepper(kernels, network.shape(), network.weights(), span));
            most = Math.max(most, network.shape().features());
            for (float weight : network.weights()) {
                checksum.update(Float.floatToRawIntBits(weight) & 0xff);
                checksum.update(Float.floatToRawIntBits(weight) >>> 8 & 0xff);
                checksum.update(Float.floatToRawIntBits(weight) >>> 16 & 0xff);
                checksum.update(Float.floatToRawIntBits(weight) >>> 24);
            }
        }
        this.features = most;
        this.fingerprint = 31 * (int) checksum.getValue() + span.hashCode();
        this.shares = new float[span.window()];
    }

    private static void requireKnown(ValueShape shape) {
        if (shape.bins() != ValueTokeniser.BINS
                || (shape.features() != ValueTokeniser.FEATURES
                        && shape.features() != ValueTokeniser.WEEKLY_FEATURES)) {
            throw new IllegalArgumentException("a network must read the tokens and features there are, was for "
                    + shape.bins() + " bins and " + shape.features() + " features");
        }
    }

    /// Whether one of them reads what the week usually brings.
    boolean knowsWeeks() {
        return features == ValueTokeniser.WEEKLY_FEATURES;
    }

    /// Different for other weights and for another span.
    int fingerprint() {
        return fingerprint;
    }

    int positions() {
        return span.window();
    }

    Span span() {
        return span;
    }

    List<Size> sizes() {
        return networks.stream().map(network -> network.shape().size()).toList();
    }

    /// A stream that has nothing behind it.
    List<StreamState> fresh() {
        return networks.stream()
                .map(network -> new StreamState(network.shape().size(), span))
                .toList();
    }

    /// The mean probability of each bin for what comes after the token goes to `mean`.
    void predict(List<StreamState> states, int token, float[] given, float[] mean) {
        float share = 1f / networks.size();
        for (int member = 0; member < networks.size(); member++) {
            float[] p = steppers.get(member).step(states.get(member), token, given);
            for (int k = 0; k < mean.length; k++) {
                mean[k] = (member == 0 ? 0 : mean[k]) + share * p[k];
            }
        }
    }

    /// How much the newest prediction looked at the token so many steps before the newest, in the last layer, the
    /// mean of all heads and networks; to be asked before the next one.
    void attention(List<StreamState> states, float[] byAge) {
        java.util.Arrays.fill(byAge, 0);
        for (int member = 0; member < networks.size(); member++) {
            Size size = networks.get(member).shape().size();
            float part = 1f / (networks.size() * size.heads());
            for (int head = 0; head < size.heads(); head++) {
                steppers.get(member).attention(states.get(member), size.layers() - 1, head, shares);
                for (int age = 0; age < byAge.length; age++) {
                    byAge[age] += part * shares[age];
                }
            }
        }
    }
}
