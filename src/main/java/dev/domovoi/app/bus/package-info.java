/// The way in and out of MQTT: the client that stays connected, the bounded inbox behind it, and an embedded broker
/// for homes without one. The only place that knows Paho and Moquette.
@NullMarked
package dev.domovoi.app.bus;

import org.jspecify.annotations.NullMarked;
