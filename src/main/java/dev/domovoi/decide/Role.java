package dev.domovoi.decide;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What hangs on a plug, or what a device is, as the household declared it.
public enum Role {
    HEATER,
    KETTLE,
    FRIDGE,
    FREEZER,
    WASHER,
    DRYER,
    DISHWASHER,
    ROUTER,
    NODE,
    MEDIA,
    LIGHT,
    OTHER;

    /// The word for it in configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it heats, or a motor turns in it that may hurt somebody: never switched on without a person beside it.
    public boolean heatsOrTurns() {
        return switch (this) {
            case HEATER, KETTLE, WASHER, DRYER, DISHWASHER -> true;
            case FRIDGE, FREEZER, ROUTER, NODE, MEDIA, LIGHT, OTHER -> false;
        };
    }

    /// As what the home cannot do without it; empty for what it can.
    Optional<String> vitalAs() {
        return switch (this) {
            case ROUTER, NODE -> Optional.of("declared as a " + word());
            case HEATER, KETTLE, FRIDGE, FREEZER, WASHER, DRYER, DISHWASHER, MEDIA, LIGHT, OTHER -> Optional.empty();
        };
    }

    /// The role of that word, empty where there is none of that name.
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
