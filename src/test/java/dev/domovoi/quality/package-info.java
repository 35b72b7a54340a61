/// Not tests: programs that measure scorers on recorded series, run by hand with the folder as an argument.
@NullMarked
package dev.domovoi.quality;

import org.jspecify.annotations.NullMarked;
