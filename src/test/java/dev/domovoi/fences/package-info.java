/// The fences between the rooms and the limits on size, each of them a build failure.
@NullMarked
package dev.domovoi.fences;

import org.jspecify.annotations.NullMarked;
