/// Where the rooms are joined: the pipeline, the wiring, and everything that touches the outside.
@NullMarked
package dev.domovoi.app;

import org.jspecify.annotations.NullMarked;
