/// What Prometheus sees: the agent's own figures and the home's, in base units and with bounded labels.
@NullMarked
package dev.domovoi.app.metrics;

import org.jspecify.annotations.NullMarked;
