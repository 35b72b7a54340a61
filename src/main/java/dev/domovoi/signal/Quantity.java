package dev.domovoi.signal;

/// What a reading measures, with the one unit it is kept in.
public enum Quantity {
    POWER("power", "W"),
    APPARENT_POWER("apparent_power", "VA"),
    REACTIVE_POWER("reactive_power", "var"),
    VOLTAGE("voltage", "V"),
    CURRENT("current", "A"),
    POWER_FACTOR("power_factor", ""),
    FREQUENCY("frequency", "Hz"),
    ENERGY_TOTAL("energy_total", "kWh"),
    ENERGY_RETURNED_TOTAL("energy_returned_total", "kWh"),
    ENERGY_TODAY("energy_today", "kWh"),
    ENERGY_YESTERDAY("energy_yesterday", "kWh"),
    TEMPERATURE("temperature", "C"),
    HUMIDITY("humidity", "%"),
    RSSI("rssi", "dBm"),
    /// Link quality in percent of the vendor's scale, for radios that do not report dBm.
    LINK_QUALITY("link_quality", "%");

    private final String word;
    private final String unit;

    Quantity(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    /// The name in contracts and metrics, such as `energy_total`.
    public String word() {
        return word;
    }

    public String unit() {
        return unit;
    }
}
