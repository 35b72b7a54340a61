package dev.domovoi.score.train;

/// What may stand behind a plug of a made-up home, and how likely a home has one.
enum PlugKind {
    FRIDGE(.9),
    FREEZER(.4),
    KETTLE(.6),
    COFFEE(.5),
    MICROWAVE(.5),
    TOASTER(.3),
    WASHER(.6),
    DRYER(.25),
    DISHWASHER(.5),
    TV(.8),
    STEREO(.3),
    CONSOLE(.25),
    PC(.5),
    LAPTOP(.5),
    MONITOR(.4),
    LAMP(.8),
    SECOND_LAMP(.4),
    ROUTER(.5),
    CHARGER(.5),
    HEATER(.25),
    BOILER(.2),
    AQUARIUM(.15),
    DEHUMIDIFIER(.15),
    UNKNOWN(.8),
    SECOND_UNKNOWN(.5);

    private final double share;

    PlugKind(double share) {
        this.share = share;
    }

    double share() {
        return share;
    }

    /// Whether it does nothing of itself while nobody is there.
    boolean isUsedByPeople() {
        return switch (this) {
            case KETTLE, COFFEE, MICROWAVE, TOASTER, WASHER, DRYER, DISHWASHER, CONSOLE, STEREO, LAMP -> true;
            case SECOND_LAMP, TV, MONITOR, LAPTOP -> true;
            case FRIDGE, FREEZER, PC, ROUTER, CHARGER, HEATER, BOILER, AQUARIUM, DEHUMIDIFIER -> false;
            case UNKNOWN, SECOND_UNKNOWN -> false;
        };
    }
}
