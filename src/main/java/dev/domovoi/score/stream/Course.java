package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// The evidence of the last dozen values: how rare their mean distance from what was predicted is among all such
/// means so far, as a negative logarithm to base 10, with an exponential tail beyond what came before.
final class Course {
    static final int BYTES = Ranks.BYTES + Course.WIDTH * Float.BYTES;
    static final int STATE_BYTES = Ranks.BYTES + Course.WIDTH * Float.BYTES + 2 * Integer.BYTES;

    private static final int WIDTH = 12;
    private static final int SKIPPED = 100;
    private static final int LEAST = 20;
    private static final int LEAST_TAIL = 5;
    private static final double TAIL_SHARE = 0.02;

    private final float[] newest = new float[WIDTH];
    private final Ranks ranks = new Ranks();
    private int next;
    private int heard;

    /// The evidence after the newest value was missed by so much; 0 while there is too little to compare with.
    double judge(double miss) {
        newest[next] = (float) miss;
        next = (next + 1) % WIDTH;
        heard = Math.min(heard + 1, SKIPPED + 1);
        if (heard <= SKIPPED) {
            return 0;
        }
        double sum = 0;
        for (float value : newest) {
            sum += value;
        }
        double mean = sum / WIDTH;
        ranks.add(mean);
        return ranks.count() < LEAST ? 0 : rarity(mean);
    }

    private double rarity(double mean) {
        int n = ranks.count();
        int rank = Math.max(LEAST_TAIL, (int) (TAIL_SHARE * n));
        Ranks.Tail tail = ranks.tail(rank);
        if (mean <= tail.start() || !(tail.meanExcess() > 0)) {
            return -Math.log10(Math.min(1, (ranks.atLeast(mean) + 1) / (n + 1)));
        }
        return -Math.log10((double) rank / (n + 1)) + (mean - tail.start()) / tail.meanExcess() / Math.log(10);
    }

    void save(ByteBuffer out) {
        for (float value : newest) {
            out.putFloat(value);
        }
        out.putInt(next).putInt(heard);
        ranks.save(out);
    }

    void load(ByteBuffer in) {
        for (int i = 0; i < WIDTH; i++) {
            newest[i] = in.getFloat();
        }
        next = Math.floorMod(in.getInt(), WIDTH);
        heard = in.getInt();
        ranks.load(in);
    }
}
