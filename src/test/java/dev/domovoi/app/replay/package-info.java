/// Tests of what a replay makes of a recording.
@NullMarked
package dev.domovoi.app.replay;

import org.jspecify.annotations.NullMarked;
