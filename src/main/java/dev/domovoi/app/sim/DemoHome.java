package dev.domovoi.app.sim;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The demo's appliances by name: four replayed from a real home, five generated.
public record DemoHome(SortedMap<String, AppliancePower> appliances) {
    public DemoHome {
        appliances = Collections.unmodifiableSortedMap(new TreeMap<>(appliances));
    }

    /// The home as it is on any day; the same seed gives the same home.
    public static DemoHome of(ZoneId zone, long seed) {
        SortedMap<String, AppliancePower> home = new TreeMap<>(RecordedTraces.load(zone));
        home.putAll(Map.of(
                "freezer", new Compressor(85, 1.5, new Noise(seed)),
                "bathroom_heater", new Thermostat(1500, zone, new Noise(seed + 1)),
                "tv", new Evening(110, 0.6, zone, new Noise(seed + 2)),
                "floor_lamp", new Evening(24, 0.3, zone, new Noise(seed + 3)),
                "nas", new AlwaysOn(21, 34, new Noise(seed + 4))));
        return new DemoHome(home);
    }

    /// The appliance of that name, if the home has one.
    public Optional<AppliancePower> appliance(String name) {
        return Optional.ofNullable(appliances.get(name));
    }
}
