/// At the edge of the flow: who among several pods leads, what a new leader must know, and how the cluster itself is.
@NullMarked
package dev.domovoi.app.cluster;

import org.jspecify.annotations.NullMarked;
