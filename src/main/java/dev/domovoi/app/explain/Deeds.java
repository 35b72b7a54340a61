package dev.domovoi.app.explain;

/// Actions in words, by their kind.
final class Deeds {
    private static final String HOME = "home";

    private Deeds() {}

    /// As in "I would have ...": `switched Kettle off`.
    static String done(KeptTale tale) {
        String it = target(tale);
        return switch (tale.action()) {
            case "off" -> "switched " + it + " off";
            case "shed" -> "switched " + it + " off for a while";
            case "on" -> "switched " + it + " on again";
            case "quarantine" -> "kept " + it + " out of the network for a while";
            case "release" -> "let " + it + " into the network again";
            case "cordon" -> "closed " + it + " to new pods";
            case "power_cycle" -> "switched " + it + " off and on again";
            case "" -> "done nothing";
            default -> "done \"" + tale.action() + "\" to " + it;
        };
    }

    /// What people call it; where the decision is about the home, the device that was chosen.
    static String target(KeptTale tale) {
        return tale.subject().equals(HOME) && !tale.target().isEmpty() ? tale.target() : tale.subject();
    }

    /// Who says that it was done.
    static String confirms(String action) {
        return switch (action) {
            case "off", "shed", "on", "power_cycle" -> "the plug";
            case "quarantine", "release" -> "the router";
            case "cordon" -> "the cluster";
            default -> "the other side";
        };
    }
}
