/// First room, the dialects of smart plugs: their topics and payloads become observations, and what they teach about
/// switching.
@NullMarked
package dev.domovoi.observe.power;

import org.jspecify.annotations.NullMarked;
