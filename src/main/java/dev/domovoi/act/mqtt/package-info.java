/// Fourth room, over MQTT: switches a relay by its recipe and believes only what the device itself then says.
@NullMarked
package dev.domovoi.act.mqtt;

import org.jspecify.annotations.NullMarked;
