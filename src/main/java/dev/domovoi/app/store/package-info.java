/// The memory on disk: one SQLite file with the state of deciding, the decisions, and what was learned.
@NullMarked
package dev.domovoi.app.store;

import org.jspecify.annotations.NullMarked;
