/// Part of the second room: the transformer. Everything starts with vectors, and ends with a probability for what
/// comes next; each step stands beside its gradient.
///
/// Letters, here and in the formulae: `N` rows (all positions of all windows), `T` positions in a window, `D` width
/// of a row, `H` heads of `C = D/H` columns, `F` hidden columns of the feed-forward. Matrices are row-major: `X[N,D]`
/// has row `n` at `n*D`. A layer multiplies from the right, `y = x W` with `W[in,out]`. `dX` is the gradient of the
/// loss by `X`.
@NullMarked
package dev.domovoi.score.model;

import org.jspecify.annotations.NullMarked;
