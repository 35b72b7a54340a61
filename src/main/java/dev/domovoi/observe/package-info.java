/// First room: turns messages into observations. A message goes in; observations, what was learned, or named problems
/// come out.
@NullMarked
package dev.domovoi.observe;

import org.jspecify.annotations.NullMarked;
