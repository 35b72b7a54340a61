/// Part of the second room: the scorer of any numeric stream, which asks the transformer what should come next for
/// each row and for each mean of twelve rows, and makes of the answers a few kinds of evidence.
@NullMarked
package dev.domovoi.score.stream;

import org.jspecify.annotations.NullMarked;
