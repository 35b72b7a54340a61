/// Part of the second room: turns raw evidence into a tail probability that a stream's own past vouches for.
@NullMarked
package dev.domovoi.score.calibrate;

import org.jspecify.annotations.NullMarked;
