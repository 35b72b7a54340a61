/// What a replay needs beside the home itself: what the times of a recording mean, and what is counted.
@NullMarked
package dev.domovoi.app.replay;

import org.jspecify.annotations.NullMarked;
