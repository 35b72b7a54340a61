/// Tests of the cluster's part, and an API server for them.
@NullMarked
package dev.domovoi.app.cluster;

import org.jspecify.annotations.NullMarked;
