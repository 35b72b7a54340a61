package dev.domovoi.observe;

import dev.domovoi.observe.flow.Collectd;
import dev.domovoi.observe.generic.GenericJson;
import dev.domovoi.observe.node.NodeVitals;
import dev.domovoi.observe.power.EspHome;
import dev.domovoi.observe.power.OpenBeken;
import dev.domovoi.observe.power.ShellyGen1;
import dev.domovoi.observe.power.ShellyGen2;
import dev.domovoi.observe.power.TapoBridge;
import dev.domovoi.observe.power.Tasmota;
import dev.domovoi.observe.power.Zigbee2Mqtt;
import java.util.List;

/// The dialects that Domovoi speaks, in the order in which a message is offered to them.
///
/// First what the user described, then those with words or a root of their own, last those that are known only by the
/// shape of a topic.
public final class Dialects {
    private Dialects() {}

    /// Fresh instances, which have learned nothing yet.
    public static List<Dialect> of(DialectSettings settings) {
        return List.of(
                new NodeVitals(settings.ownPrefix()),
                new GenericJson(settings.generic()),
                new Tasmota(),
                new ShellyGen1(),
                new ShellyGen2(),
                new Zigbee2Mqtt(settings.zigbeeBase()),
                new Collectd(),
                new TapoBridge(),
                new EspHome(),
                new OpenBeken());
    }

    /// Fresh instances for a home without a configuration.
    public static List<Dialect> all() {
        return of(DialectSettings.usual());
    }
}
