/// Tests of the room.
@NullMarked
package dev.domovoi.decide;

import org.jspecify.annotations.NullMarked;
