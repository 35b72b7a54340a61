/// The metrics page as it is served.
@NullMarked
package dev.domovoi.app.metrics;

import org.jspecify.annotations.NullMarked;
