/// The demo's home: what its appliances draw at any moment, past or present, faults included, and the smart plugs
/// that tell of it and obey in their own dialects.
@NullMarked
package dev.domovoi.app.sim;

import org.jspecify.annotations.NullMarked;
