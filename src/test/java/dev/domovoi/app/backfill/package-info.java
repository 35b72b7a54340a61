/// Tests of the back-fill.
@NullMarked
package dev.domovoi.app.backfill;

import org.jspecify.annotations.NullMarked;
