/// The commands, one class each.
@NullMarked
package dev.domovoi.app.cli;

import org.jspecify.annotations.NullMarked;
