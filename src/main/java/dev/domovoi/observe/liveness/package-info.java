/// Part of the first room: tells devices that are live from those that have nothing to say and those that are lost,
/// by their own habit and by what their last will or bridge says.
@NullMarked
package dev.domovoi.observe.liveness;

import org.jspecify.annotations.NullMarked;
