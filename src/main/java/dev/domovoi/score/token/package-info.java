/// Part of the second room: a stream's values as what the transformer reads, a token and a few features each, from
/// the stream's own past alone.
@NullMarked
package dev.domovoi.score.token;

import org.jspecify.annotations.NullMarked;
