/// Puts the scorers of every kept stream to the drill, on request and every night, and keeps what came of it.
@NullMarked
package dev.domovoi.app.drill;

import org.jspecify.annotations.NullMarked;
