package dev.domovoi.observe;

import dev.domovoi.observe.generic.Layout;
import java.util.List;

/// What the dialects need to be told: where this agent and the Zigbee bridge publish, and how further devices are
/// read.
public record DialectSettings(String ownPrefix, String zigbeeBase, List<Layout> generic) {
    public DialectSettings {
        generic = List.copyOf(generic);
    }

    /// Everything as delivered.
    public static DialectSettings usual() {
        return new DialectSettings("domovoi", "zigbee2mqtt", List.of());
    }
}
