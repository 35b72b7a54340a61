package dev.domovoi.score.plug;

/// How often the most evidence of all channels of a panel comes in normal life: it reaches `onceAWeek` once a week,
/// and each further `perNat` of it e times more seldom.
record Fusion(double onceAWeek, double perNat) {
    static Fusion of(Panel panel) {
        return switch (panel) {
            case Panel.Power() -> new Fusion(2.0, 0.87);
            case Panel.PowerAndEvents both -> new Fusion(2.15, 0.87);
            case Panel.EventsOnly(Foresight.Counted counted) -> new Fusion(0.9, 0.96);
            case Panel.EventsOnly(Foresight.Learned learned) -> new Fusion(1.0, 0.88);
        };
    }

    double threshold(double perWeek) {
        return onceAWeek - perNat * Math.log(perWeek);
    }

    /// -ln of the blocks of normal life that hold evidence this strong, 0 at least.
    double surpriseNats(double evidence) {
        return Math.max(0, (evidence - onceAWeek) / perNat + Tail.BLOCKS_NATS);
    }
}
