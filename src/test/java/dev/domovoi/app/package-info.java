/// The promises, shown on the joined agent.
@NullMarked
package dev.domovoi.app;

import org.jspecify.annotations.NullMarked;
