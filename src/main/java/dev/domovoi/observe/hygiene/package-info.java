/// Part of the first room: decides of every reading whether it can be true, before anything is shown or learned. Time
/// is an argument, memory is bounded, and `docs/decisions/hygiene.md` says why each rule is as it is.
@NullMarked
package dev.domovoi.observe.hygiene;

import org.jspecify.annotations.NullMarked;
