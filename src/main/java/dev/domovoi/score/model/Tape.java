package dev.domovoi.score.model;

/// What a forward pass over one window leaves for the backward pass, and the room that both work in. Made once, used
/// for every window; belongs to one thread.
final class Tape {
    /// The rows that go into each layer, and after the last one those that come out: `x[L+1][T,D]`.
    final float[][] x;

    final float[][] normed1;
    final float[][] qkv;
    final float[][] attended;
    final float[][] middle;
    final float[][] normed2;
    final float[][] gates;
    final float[][] gated;

    /// What the rows of each norm were divided by, inverted: two norms a layer, then the last.
    final float[][] r;

    /// The logarithms of each softmax's sum, by layer.
    final float[][] logSums;

    /// What comes out of the last norm.
    final float[] out;

    /// Gradients of what stands above: one layer's at a time.
    final float[] dx;

    final float[] dNormed;
    final float[] dAttended;
    final float[] dQkv;
    final float[] dGates;
    final float[] dGated;

    Tape(Size size, int positions) {
        int rows = positions * size.width();
        int layers = size.layers();
        this.x = new float[layers + 1][rows];
        this.normed1 = new float[layers][rows];
        this.qkv = new float[layers][3 * rows];
        this.attended = new float[layers][rows];
        this.middle = new float[layers][rows];
        this.normed2 = new float[layers][rows];
        this.gates = new float[layers][2 * positions * size.hidden()];
        this.gated = new float[layers][positions * size.hidden()];
        this.r = new float[2 * layers + 1][positions];
        this.logSums = new float[layers][size.heads() * positions];
        this.out = new float[rows];
        this.dx = new float[rows];
        this.dNormed = new float[rows];
        this.dAttended = new float[rows];
        this.dQkv = new float[3 * rows];
        this.dGates = new float[2 * positions * size.hidden()];
        this.dGated = new float[positions * size.hidden()];
    }
}
