/// Part of the first room: brings readings that come when they please onto a regular grid.
@NullMarked
package dev.domovoi.observe.tick;

import org.jspecify.annotations.NullMarked;
