/// The state directory in one file and back: all that an agent keeps, copied while it runs and put back while it does
/// not.
@NullMarked
package dev.domovoi.app.backup;

import org.jspecify.annotations.NullMarked;
