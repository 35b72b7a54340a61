/// Figures that are taken by hand, from data that is not part of the project.
@NullMarked
package dev.domovoi.quality;

import org.jspecify.annotations.NullMarked;
