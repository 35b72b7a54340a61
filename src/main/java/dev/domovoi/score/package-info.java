/// Second room: turns a stream's ticks into surprise, calibrated so that an alarm budget can be kept.
@NullMarked
package dev.domovoi.score;

import org.jspecify.annotations.NullMarked;
