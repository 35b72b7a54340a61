/// The nouns everything else speaks in: devices, messages, observations, scores, actions and their outcomes. Nothing
/// here decides, reads a clock or does I/O.
@NullMarked
package dev.domovoi.signal;

import org.jspecify.annotations.NullMarked;
