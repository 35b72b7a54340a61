/// Part of the second room: the trainer, and the made-up streams and homes that it trains on. The same seed gives the
/// same weights.
@NullMarked
package dev.domovoi.score.train;

import org.jspecify.annotations.NullMarked;
