/// Second room, what clients of the network do: each behaviour that has a name is one small class which sees a client's
/// flows one after the other. Nothing looks ahead, and everything it remembers has a limit.
@NullMarked
package dev.domovoi.score.flow;

import org.jspecify.annotations.NullMarked;
