/// Benchmarks of the transformer: how fast a step, a window and a training step are, beside the frameworks and beside
/// what the processor could do. No part of the program.
@NullMarked
package dev.domovoi.bench;

import org.jspecify.annotations.NullMarked;
