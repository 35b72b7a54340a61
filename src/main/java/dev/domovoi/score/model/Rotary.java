package dev.domovoi.score.model;

/// Rotary positions (Su et al. 2021): in each head the pair of columns `(i, i + C/2)` is turned by the angle
/// `position * base^(-i / (C/2))`, so that a query and a key meet at the difference of their positions. The paper
/// pairs neighbours; halves, as in GPT-NeoX, are the same in another order of columns. Its base is 10000; with the
/// 1000 of the usual shapes the slowest pair comes round in about 2000 positions, and windows are of hundreds.
final class Rotary {
    private final int heads;
    private final int half;
    private final float[] cosines;
    private final float[] sines;

    /// Tables for the positions `0..positions-1`.
    Rotary(Size size, int positions) {
        this.heads = size.heads();
        this.half = size.headWidth() / 2;
        this.cosines = new float[positions * half];
        this.sines = new float[positions * half];
        for (int t = 0; t < positions; t++) {
            for (int i = 0; i < half; i++) {
                double angle = t * frequency(size, i);
                cosines[t * half + i] = (float) Math.cos(angle);
                sines[t * half + i] = (float) Math.sin(angle);
            }
        }
    }

    /// Radians that pair `i` turns from one position to the next.
    static double frequency(Size size, int i) {
        return Math.pow(size.rotaryBase(), -i / (size.headWidth() / 2.0));
    }

    /// Turns the queries and keys of `QKV[T,3D]`, each row by its position.
    void forward(float[] qkv, int n) {
        turn(qkv, n, 1);
    }

    /// A turn's gradient is the turn back.
    void backward(float[] dqkv, int n) {
        turn(dqkv, n, -1);
    }

    private void turn(float[] qkv, int n, int direction) {
        int d = heads * 2 * half;
        for (int t = 0; t < n; t++) {
            for (int head = 0; head < 2 * heads; head++) { // queries, then keys
                turn(qkv, t * 3 * d + head * 2 * half, half, cosines, sines, t * half, direction);
            }
        }
    }

    /// Turns one head's pairs by the angles at `at`.
    static void turn(float[] x, int xAt, int half, float[] cosines, float[] sines, int at, int direction) {
        for (int i = 0; i < half; i++) {
            float a = x[xAt + i];
            float b = x[xAt + half + i];
            float c = cosines[at + i];
            float s = direction * sines[at + i];
            x[xAt + i] = a * c - b * s;
            x[xAt + half + i] = b * c + a * s;
        }
    }
}
