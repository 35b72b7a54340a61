/// The room that joins all others, its part for routers: reads what they say, watches their clients, keeps what was
/// learned of them.
@NullMarked
package dev.domovoi.app.router;

import org.jspecify.annotations.NullMarked;
