/// First room, the dialect that the user describes: layouts of topics and payloads from the configuration.
@NullMarked
package dev.domovoi.observe.generic;

import org.jspecify.annotations.NullMarked;
