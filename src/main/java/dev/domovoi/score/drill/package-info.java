/// Part of the second room: breaks copies of a stream's own past in known ways, and counts what its scorer would have
/// caught. Pure and seeded; `docs/decisions/drill.md` says why each fault looks as it does.
@NullMarked
package dev.domovoi.score.drill;

import org.jspecify.annotations.NullMarked;
