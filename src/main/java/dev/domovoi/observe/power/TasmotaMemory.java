package dev.domovoi.observe.power;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The Tasmota devices that announced themselves, by address, and whose topics are whose; bounded.
final class TasmotaMemory {
    /// Most devices that are remembered; later announcements are refused until one is removed.
    static final int MAX_DEVICES = 1000;

    private final Map<String, TasmotaConfig> byAddress = new HashMap<>();
    private final Map<String, String> addressByBase = new HashMap<>();

    /// Whether there was room for it.
    boolean remember(String address, TasmotaConfig config) {
        if (!byAddress.containsKey(address) && byAddress.size() >= MAX_DEVICES) {
            return false;
        }
        dropBases(address);
        byAddress.put(address, config);
        addressByBase.put(config.statusBase(), address);
        addressByBase.put(config.telemetryBase(), address);
        return true;
    }

    Optional<TasmotaConfig> forget(String address) {
        dropBases(address);
        return Optional.ofNullable(byAddress.remove(address));
    }

    /// The place of a topic below a base that some device announced.
    Optional<TasmotaLayout> locate(String topic) {
        int cut = topic.lastIndexOf('/') + 1;
        String base = topic.substring(0, cut);
        return Optional.ofNullable(addressByBase.get(base))
                .map(byAddress::get)
                .map(config -> new TasmotaLayout(
                        config.deviceName(),
                        base.equals(config.telemetryBase()),
                        topic.substring(cut),
                        config.commandBase(),
                        config.words()));
    }

    private void dropBases(String address) {
        addressByBase.values().removeIf(address::equals);
    }
}
