/// Part of the first room: what a node's own files say about it, and the message in which each node tells it. Nothing
/// here opens a file.
@NullMarked
package dev.domovoi.observe.node;

import org.jspecify.annotations.NullMarked;
