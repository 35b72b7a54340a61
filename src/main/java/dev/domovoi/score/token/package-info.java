/// Part of the second room: a stream's values or events as what the transformer reads, from the stream's own past
/// alone.
@NullMarked
package dev.domovoi.score.token;

import org.jspecify.annotations.NullMarked;
