/// What Home Assistant is shown of the agent and of each device, by its discovery over MQTT.
@NullMarked
package dev.domovoi.app.homeassistant;

import org.jspecify.annotations.NullMarked;
