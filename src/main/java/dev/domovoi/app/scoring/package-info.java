/// Streams in files: read, judged row by row as live ones are, and written with what came of it.
@NullMarked
package dev.domovoi.app.scoring;

import org.jspecify.annotations.NullMarked;
