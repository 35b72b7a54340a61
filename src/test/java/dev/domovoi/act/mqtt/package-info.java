/// Tests of the room.
@NullMarked
package dev.domovoi.act.mqtt;

import org.jspecify.annotations.NullMarked;
