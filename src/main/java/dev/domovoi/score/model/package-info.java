/// Part of the second room: the transformer. Everything starts with vectors, and ends with a probability for what
/// comes next; each step stands beside its gradient.
///
/// Read in this order. [ValueModel#forward] is the whole way: tokens to vectors to logits. [Trunk] is its layers,
/// forwards and then backwards; then each part of a layer: [Linear], [RmsNorm], [Rotary], [Attention], [FeedForward],
/// and the loss, [CrossEntropy]. [Layout], [ValueWeights] and [TrunkWeights] say where weights lie, [Tape] what is
/// kept for the backward pass. What [Kernels] mean is in [PlainKernels]; [VectorKernels] may be skipped.
/// [ValueStepper], [TrunkStepper] and [StreamState] are the same one position at a time. [EventModel] with
/// [HazardHead], [NextHead] and [TableShare] is a second use of the trunk. Why it is so:
/// docs/decisions/transformer.md.
///
/// Letters, here and in the formulae: `T` positions of the one window that is worked on (`n` in methods), `D` width
/// of a row, `H` heads of `C = D/H` columns, `F` hidden columns of the feed-forward, `L` layers, `K` bins or levels
/// to choose from, `J` features beside a token. Matrices are row-major: `X[T,D]` has row `t` at `t*D`. Side by side
/// is the product of matrices, and a layer multiplies from the right, `Y = X W` with `W[in,out]`; `∘` multiplies
/// element by element. `dX` is the gradient of the loss by X, which is to say with respect to it.
///
/// `w` is all weights in one array, and a [Layout.Tensor] says where in it; `wt` the same with each tensor transposed
/// in its place, which the caller makes anew after each change; `dw` the gradient, laid out as `w`.
@NullMarked
package dev.domovoi.score.model;

import org.jspecify.annotations.NullMarked;
