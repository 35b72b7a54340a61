/// Part of the second room: what a load looks like by its own past, and whether it is still the same. Plain numbers,
/// nothing is trained; `docs/decisions/identity.md` says how often it is right.
@NullMarked
package dev.domovoi.score.identity;

import org.jspecify.annotations.NullMarked;
