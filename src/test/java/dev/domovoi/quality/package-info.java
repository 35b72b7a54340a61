/// Measurements of the scorers on real traces, run by hand; nothing here is part of the tests.
@NullMarked
package dev.domovoi.quality;

import org.jspecify.annotations.NullMarked;
