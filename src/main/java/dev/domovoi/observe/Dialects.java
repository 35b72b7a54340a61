package dev.domovoi.observe;

import dev.domovoi.observe.node.NodeVitals;
import dev.domovoi.observe.power.ShellyGen1;
import dev.domovoi.observe.power.ShellyGen2;
import dev.domovoi.observe.power.Tasmota;
import dev.domovoi.observe.power.Zigbee2Mqtt;
import java.util.List;

/// The dialects that Domovoi speaks, in the order in which a message is offered to them.
public final class Dialects {
    private Dialects() {}

    /// Fresh instances, which have learned nothing yet.
    public static List<Dialect> all() {
        return List.of(new NodeVitals("domovoi"), new Tasmota(), new ShellyGen1(), new ShellyGen2(), new Zigbee2Mqtt());
    }
}
