/// Part of the second room: the scorer of one plug's power, which reads it as an appliance's states, how long they
/// last, how level they are and at what time of day they come.
@NullMarked
package dev.domovoi.score.plug;

import org.jspecify.annotations.NullMarked;
