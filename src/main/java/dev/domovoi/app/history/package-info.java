/// Keeps the newest three weeks of every learned stream's ticks, for the drill. Small, bounded files beside the store.
@NullMarked
package dev.domovoi.app.history;

import org.jspecify.annotations.NullMarked;
