/// What comes of files of streams.
@NullMarked
package dev.domovoi.app.scoring;

import org.jspecify.annotations.NullMarked;
