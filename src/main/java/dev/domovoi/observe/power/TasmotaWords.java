package dev.domovoi.observe.power;

import java.util.Locale;
import java.util.Optional;

/// The texts by which one Tasmota device says on, off, online and offline.
record TasmotaWords(String off, String on, String offline, String online, boolean isOwn, boolean sleepsDeeply) {
    /// The texts of the firmware as delivered, for a device whose discovery was not seen.
    static final TasmotaWords USUAL = new TasmotaWords("OFF", "ON", "Offline", "Online", false, false);

    /// Whether the text says on or off; empty if it says neither.
    Optional<Boolean> switched(String text) {
        if (text.equals(on)) {
            return Optional.of(true);
        }
        if (text.equals(off)) {
            return Optional.of(false);
        }
        return isOwn ? Optional.empty() : usualSwitched(text);
    }

    Optional<Boolean> reachable(String text) {
        if (text.equals(online)) {
            return Optional.of(true);
        }
        return text.equals(offline) ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Boolean> usualSwitched(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "ON", "1", "TRUE" -> Optional.of(true);
            case "OFF", "0", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
