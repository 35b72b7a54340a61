/// First room, what routers say: the counters and measurements of their interfaces become observations, their
/// connection tables and the records of our own agent there become flows.
@NullMarked
package dev.domovoi.observe.flow;

import org.jspecify.annotations.NullMarked;
