package dev.domovoi.score.model;

/// What a forward pass over one window leaves for the backward pass, and the room that both work in. Made once, used
/// for every window; belongs to one thread.
final class Tape {
    /// The rows that go into each layer, and after the last one those that come out: `x[L+1][T,D]`.
    final float[][] x;

    /// `[L][T,D]`: what goes into attention.
    final float[][] normed1;

    /// `[L][T,3D]`: queries, keys and values, turned.
    final float[][] qkv;

    /// `[L][T,D]`: what the heads found.
    final float[][] attended;

    /// `[L][T,D]`: the rows between the two halves of a layer.
    final float[][] middle;

    /// `[L][T,D]`: what goes into the feed-forward.
    final float[][] normed2;

    /// `[L][T,2F]`: both halves of the gate.
    final float[][] gates;

    /// `[L][T,F]`: what the gate lets through.
    final float[][] gated;

    /// `[2L+1][T]`: what the rows of each norm were divided by, inverted; those of layer `l` are `2l` and `2l+1`.
    final float[][] r;

    /// `[L][H,positions]`: the logarithms of each softmax's sum; a head's first `T` are used.
    final float[][] logSums;

    /// `[T,D]`: what comes out of the last norm.
    final float[] out;

    /// `[T,D]`: the gradient of the rows, on its way back through all layers.
    final float[] dx;

    /// `[T,D]`: the gradient by what went into attention or the feed-forward. This and those below are of one layer,
    /// and used again by the next.
    final float[] dNormed;

    /// `[T,D]`
    final float[] dAttended;

    /// `[T,3D]`
    final float[] dQkv;

    /// `[T,2F]`
    final float[] dGates;

    /// `[T,F]`
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
