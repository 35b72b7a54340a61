/// Joins a node's files to the broker: reads what the node says of itself and publishes it.
@NullMarked
package dev.domovoi.app.node;

import org.jspecify.annotations.NullMarked;
