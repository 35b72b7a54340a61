package dev.domovoi.score.plug;

/// How the evidence of a panel's channels counts together, and how often so much of it comes in normal life: it reaches
/// `onceAWeek` once a week, and each further `perNat` of it e times more seldom.
///
/// Channels that agree say more than the strongest of them alone: `sharpness` is how fast the weaker ones cease to
/// count. Two that say the same add ln 2 / sharpness; where it is infinite only the strongest counts.
record Fusion(double onceAWeek, double perNat, double sharpness) {
    private static final double ONLY_THE_STRONGEST = Double.POSITIVE_INFINITY;

    static Fusion of(Panel panel) {
        return switch (panel) {
            case Panel.Power() -> new Fusion(2.2, 0.8, 2);
            case Panel.PowerAndEvents both -> new Fusion(2.15, 0.87, ONLY_THE_STRONGEST);
            case Panel.EventsOnly(Foresight.Counted counted) -> new Fusion(0.9, 0.96, ONLY_THE_STRONGEST);
            case Panel.EventsOnly(Foresight.Learned learned) -> new Fusion(1.0, 0.88, ONLY_THE_STRONGEST);
        };
    }

    /// The evidence of all channels as one: a mean of their chances in which the smallest weighs most.
    double together(double[] evidence) {
        double most = Double.NEGATIVE_INFINITY;
        for (double one : evidence) {
            most = Math.max(most, one);
        }
        if (sharpness == ONLY_THE_STRONGEST) {
            return most;
        }
        double sum = 0;
        for (double one : evidence) {
            sum += Math.exp(sharpness * (one - most));
        }
        return most + Math.log(sum) / sharpness;
    }

    double threshold(double perWeek) {
        return onceAWeek - perNat * Math.log(perWeek);
    }

    /// -ln of the blocks of normal life that hold evidence this strong, 0 at least.
    double surpriseNats(double evidence) {
        return Math.max(0, (evidence - onceAWeek) / perNat + Tail.BLOCKS_NATS);
    }
}
