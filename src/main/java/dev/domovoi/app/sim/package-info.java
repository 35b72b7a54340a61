/// The demo's home: what its appliances draw at any moment, past or present, faults included.
@NullMarked
package dev.domovoi.app.sim;

import org.jspecify.annotations.NullMarked;
