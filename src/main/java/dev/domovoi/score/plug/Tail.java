package dev.domovoi.score.plug;

/// What many plugs in normal life have shown of one channel: the floor of its scale, and how seldom an episode of
/// evidence that a plug's own past calls so rare really comes.
///
/// `atZero` and `atTwo` are -ln of the episodes per week that reach a nominal rarity of once a week (0) and of once
/// in e^2 weeks (2); beyond, each nat of nominal rarity is worth `beyond`. Own pasts of a week are not to be taken at
/// their word: a tail can be heavier than it looks, and channels say the same thing together.
record Tail(double floor, double atZero, double atTwo, double beyond) {
    /// ln of the blocks in a week.
    static final double BLOCKS_NATS = Math.log(28);

    /// -ln of the real episodes per week, from the rarity among the plug's own blocks.
    double evidence(double rarityNats) {
        double nominal = rarityNats - BLOCKS_NATS;
        return nominal <= 2 ? atZero + (atTwo - atZero) / 2 * nominal : atTwo + beyond * (nominal - 2);
    }
}
