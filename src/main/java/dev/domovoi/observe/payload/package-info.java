/// Part of the first room: payloads read as JSON, numbers and words within limits, and the report that a dialect
/// makes of them.
@NullMarked
package dev.domovoi.observe.payload;

import org.jspecify.annotations.NullMarked;
