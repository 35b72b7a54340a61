/// Recordings of MQTT messages, one JSON line each, as `mosquitto_sub -F %j` prints them: read and written.
@NullMarked
package dev.domovoi.app.recording;

import org.jspecify.annotations.NullMarked;
