package dev.domovoi.score.stream;

import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.StreamState;
import dev.domovoi.score.token.ValueTokeniser;
import dev.domovoi.signal.Score;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The transformer's outlook. The network is asked only when the next value is there: by then it is known what time
/// of day that belongs to, also after a gap.
final class NetworkOutlook implements Outlook {
    private final Committee committee;
    private final ValueTokeniser tokeniser;
    private final Prediction prediction = new Prediction();
    private final float[] features;
    private final float[] looked;
    private List<StreamState> states;
    private int token = -1;
    private int came;
    private boolean isJudged;

    NetworkOutlook(Committee committee, int slotsPerDay, boolean tellsWhereItLooked) {
        this.committee = committee;
        this.tokeniser = new ValueTokeniser(slotsPerDay, MEMORY, committee.knowsWeeks());
        this.features = new float[tokeniser.features()];
        this.looked = new float[tellsWhereItLooked ? committee.positions() : 0];
        this.states = committee.fresh();
    }

    @Override
    public void hear(double x, int slot) {
        isJudged = token >= 0;
        if (isJudged) {
            tokeniser.features(slot, features);
            committee.predict(states, token, features, prediction.probabilities);
            prediction.admitAll();
            if (looked.length > 0) {
                committee.attention(states, looked);
            }
        }
        came = tokeniser.token(x, slot);
        token = came;
    }

    @Override
    public boolean isJudged() {
        return isJudged;
    }

    @Override
    public double tail() {
        return prediction.tail(came);
    }

    @Override
    public double miss() {
        return prediction.miss(came);
    }

    @Override
    public double squashed() {
        return tokeniser.newestSquashed();
    }

    @Override
    public Score.Expected expected() {
        return new Score.Expected(quantile(0.05), quantile(0.5), quantile(0.95));
    }

    private double quantile(double share) {
        return tokeniser.value(prediction.quantile(share));
    }

    @Override
    public float[] looked() {
        return looked;
    }

    @Override
    public long bytes() {
        long bytes = tokeniser.bytes() + (long) Float.BYTES * (ValueTokeniser.BINS + features.length + looked.length);
        for (StreamState state : states) {
            bytes += state.bytes();
        }
        return bytes;
    }

    @Override
    public int stateBytes() {
        int bytes = tokeniser.stateBytes() + 3 * Integer.BYTES + 1;
        for (StreamState state : states) {
            bytes += state.savedBytes();
        }
        return bytes + Float.BYTES * (prediction.probabilities.length + looked.length);
    }

    /// What the network keeps goes last, so that another one can leave it.
    @Override
    public void save(ByteBuffer out) {
        out.put((byte) (committee.knowsWeeks() ? 1 : 0));
        tokeniser.save(out);
        out.putInt(token).putInt(came);
        out.putInt(isJudged ? 1 : 0);
        for (float p : prediction.probabilities) {
            out.putFloat(p);
        }
        for (float share : looked) {
            out.putFloat(share);
        }
        for (StreamState state : states) {
            state.save(out);
        }
    }

    @Override
    public void load(ByteBuffer in, boolean isSame) {
        if (in.get() != (committee.knowsWeeks() ? 1 : 0)) {
            throw new IllegalArgumentException("a state of another kind of forecaster");
        }
        tokeniser.load(in);
        token = bin(in.getInt());
        came = bin(in.getInt());
        isJudged = in.getInt() != 0;
        if (!isSame) {
            return;
        }
        for (int k = 0; k < prediction.probabilities.length; k++) {
            prediction.probabilities[k] = in.getFloat();
        }
        for (int age = 0; age < looked.length; age++) {
            looked[age] = in.getFloat();
        }
        List<StreamState> loaded = new ArrayList<>();
        for (Size size : committee.sizes()) {
            loaded.add(StreamState.loaded(size, committee.span(), in));
        }
        states = List.copyOf(loaded);
    }

    private static int bin(int written) {
        if (written < -1 || written >= ValueTokeniser.BINS) {
            throw new IllegalArgumentException("a bin must be -1.." + (ValueTokeniser.BINS - 1) + ", was " + written);
        }
        return written;
    }
}
