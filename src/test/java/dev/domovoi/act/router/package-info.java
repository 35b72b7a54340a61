/// Tests of the room.
@NullMarked
package dev.domovoi.act.router;

import org.jspecify.annotations.NullMarked;
