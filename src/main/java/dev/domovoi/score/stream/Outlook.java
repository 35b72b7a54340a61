package dev.domovoi.score.stream;

import dev.domovoi.signal.Score;
import java.nio.ByteBuffer;

/// What one resolution of one stream expects next, and how what came compares with it. Each value is judged before it
/// is learned from. Belongs to one thread.
public sealed interface Outlook permits NetworkOutlook, LevelOutlook {
    /// Values that a normaliser remembers, about.
    double MEMORY = 2000;

    /// The next value, which belongs to this slot of the week; judges it, then learns it.
    void hear(double x, int slot);

    /// Whether there was anything to hold the newest value against.
    boolean isJudged();

    /// How far out in either tail the newest value came.
    double tail();

    /// How far the prediction as a whole was from the newest value.
    double miss();

    /// Where the newest value lies among the stream's usual ones, in squashed distances from the centre.
    double squashed();

    /// What was expected in place of the newest value, in the stream's unit.
    Score.Expected expected();

    /// How much the newest prediction looked at the value so many steps before the newest one it knew; empty for a
    /// forecaster that does not look.
    float[] looked();

    /// Bytes of memory, its few small fields aside.
    long bytes();

    int stateBytes();

    void save(ByteBuffer out);

    /// Takes over what [#save] wrote, `isSame` where the same forecaster wrote it; else only what does not depend on
    /// it.
    void load(ByteBuffer in, boolean isSame);
}
