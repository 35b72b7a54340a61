package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// How unlike anything before the last three figures are: their distance from the nearest three neighbouring figures
/// among the last 3,000. Figures are kept in thousandths.
final class Neighbours {
    static final int BYTES = Neighbours.MOST * Short.BYTES;
    static final int STATE_BYTES = BYTES + 2 * Integer.BYTES;

    private static final int MOST = 3000;
    private static final int LONG = 3;
    private static final double FINENESS = 1000;
    private static final double EDGE = 9;

    private final short[] ring = new short[MOST];
    private int count;
    private int next;

    /// The distance after the newest figure; 0 for the first five, before which nothing lies apart from them.
    double judge(double figure) {
        ring[next] = (short) Math.round(Math.clamp(figure, -EDGE, EDGE) * FINENESS);
        next = (next + 1) % MOST;
        count = Math.min(count + 1, MOST);
        if (count < 2 * LONG) {
            return 0;
        }
        return Math.sqrt(nearest() / (double) LONG) / FINENESS;
    }

    private int nearest() {
        int a = ring[Math.floorMod(next - 1, MOST)];
        int b = ring[Math.floorMod(next - 2, MOST)];
        int c = ring[Math.floorMod(next - 3, MOST)];
        int oldest = Math.floorMod(next - count, MOST);
        int left = count - 2 * LONG + 1;
        int untilEnd = Math.min(left, MOST - oldest - LONG + 1);
        int least = nearest(Integer.MAX_VALUE, oldest, Math.max(untilEnd, 0), a, b, c);
        for (int i = Math.max(untilEnd, 0); i < left; i++) {
            int at = oldest + i;
            if (at >= MOST) {
                return Math.min(least, nearest(least, at - MOST, left - i, a, b, c));
            }
            int da = ring[(at + 2) % MOST] - a;
            int db = ring[(at + 1) % MOST] - b;
            int dc = ring[at] - c;
            least = Math.min(least, da * da + db * db + dc * dc);
        }
        return least;
    }

    private int nearest(int least, int from, int n, int a, int b, int c) {
        int nearest = least;
        for (int at = from; at < from + n; at++) {
            int da = ring[at + 2] - a;
            int db = ring[at + 1] - b;
            int dc = ring[at] - c;
            nearest = Math.min(nearest, da * da + db * db + dc * dc);
        }
        return nearest;
    }

    void save(ByteBuffer out) {
        out.putInt(count).putInt(next);
        for (short figure : ring) {
            out.putShort(figure);
        }
    }

    void load(ByteBuffer in) {
        count = in.getInt();
        next = in.getInt();
        if (count < 0 || count > MOST || next < 0 || next >= MOST) {
            throw new IllegalArgumentException("figures must number 0.." + MOST + ", were " + count);
        }
        for (int i = 0; i < MOST; i++) {
            ring[i] = in.getShort();
        }
    }
}
