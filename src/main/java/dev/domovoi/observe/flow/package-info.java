/// First room, the dialects of routers: what they count and measure at their interfaces becomes observations.
@NullMarked
package dev.domovoi.observe.flow;

import org.jspecify.annotations.NullMarked;
