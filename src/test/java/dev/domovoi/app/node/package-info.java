/// Tests of looking at a node and publishing what it says, below folders that look like one.
@NullMarked
package dev.domovoi.app.node;

import org.jspecify.annotations.NullMarked;
