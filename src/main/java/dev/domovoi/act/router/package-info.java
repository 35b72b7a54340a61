/// Fourth room, what a router is asked to do to its clients.
@NullMarked
package dev.domovoi.act.router;

import org.jspecify.annotations.NullMarked;
