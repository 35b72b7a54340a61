package dev.domovoi.app;

import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.signal.Problem;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The one way from a watch to the broker; it lets nothing through once the watch leads no more, asked at each
/// message.
record Wire(MqttBus bus, BooleanSupplier leads) {
    boolean isOpen() {
        return leads.getAsBoolean();
    }

    Publication publish(String topic, String payload, boolean retained) {
        return isOpen() ? bus.publish(topic, payload, retained) : new Publication.NotConnected();
    }

    List<Problem> subscribe(Collection<String> filters) {
        return isOpen() ? bus.subscribe(filters) : List.of();
    }
}
