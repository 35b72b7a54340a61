package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The levels at which a plug likes to be, in ascending order with their spreads, and the one that parts off from on.
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else holds the arrays
record Levels(double[] centres, double[] spreads, double onFrom) {
    private static final int MOST = 6;
    private static final double NOVEL_SPREADS = 3;
    private static final double NOVEL_MARGIN = 0.25;

    static final Levels NONE = new Levels(new double[0], new double[0], Double.POSITIVE_INFINITY);

    boolean areKnown() {
        return centres.length > 0;
    }

    boolean equalTo(Levels other) {
        return onFrom == other.onFrom && Arrays.equals(centres, other.centres);
    }

    double distance(int state, double level) {
        return state == Step.NOVEL ? Double.POSITIVE_INFINITY : Math.abs(level - centres[state]);
    }

    /// The nearest level, or NOVEL where even that is too far.
    int state(double level) {
        int nearest = Step.NOVEL;
        for (int i = 0; i < centres.length; i++) {
            if (distance(i, level) < distance(nearest, level)) {
                nearest = i;
            }
        }
        boolean isFar =
                nearest == Step.NOVEL || distance(nearest, level) > NOVEL_SPREADS * spreads[nearest] + NOVEL_MARGIN;
        return isFar ? Step.NOVEL : nearest;
    }

    int stateBytes() {
        return Integer.BYTES + Double.BYTES * (2 * centres.length + 1);
    }

    void save(ByteBuffer to) {
        to.putInt(centres.length);
        for (int i = 0; i < centres.length; i++) {
            to.putDouble(centres[i]).putDouble(spreads[i]);
        }
        to.putDouble(onFrom);
    }

    static Levels loaded(ByteBuffer from) {
        int known = Saved.within(from.getInt(), 0, MOST);
        double[] centres = new double[known];
        double[] spreads = new double[known];
        for (int i = 0; i < known; i++) {
            centres[i] = from.getDouble();
            spreads[i] = from.getDouble();
        }
        return new Levels(centres, spreads, from.getDouble());
    }
}
