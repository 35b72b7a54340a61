/// Part of the second room: scorers without a learned network, which every other scorer has to beat.
@NullMarked
package dev.domovoi.score.baseline;

import org.jspecify.annotations.NullMarked;
