/// Tests of the room.
@NullMarked
package dev.domovoi.act;

import org.jspecify.annotations.NullMarked;
