/// Readers of foreign bytes, fed by Jazzer: whatever comes, they answer with a value or a named problem.
@NullMarked
package dev.domovoi.fuzz;

import org.jspecify.annotations.NullMarked;
