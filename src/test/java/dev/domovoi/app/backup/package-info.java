/// Tests of what is backed up and restored.
@NullMarked
package dev.domovoi.app.backup;

import org.jspecify.annotations.NullMarked;
