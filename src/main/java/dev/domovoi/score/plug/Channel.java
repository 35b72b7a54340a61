package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// One kind of evidence about a plug. To add one, add it to [Channels].
interface Channel {
    /// A short name, as shown to people and in metrics.
    String name();

    /// What many plugs have shown of it.
    Tail tail();

    /// Takes in one cell.
    default void step(Step step) {}

    /// The evidence at the end of a minute, 0 or more, held against what was learned before; then learns it.
    double minute(Minute minute);

    /// What the newest evidence says, as the end of a sentence that begins with the plug.
    String words();

    /// Bytes that [#save] writes.
    int stateBytes();

    void save(ByteBuffer to);

    void load(ByteBuffer from);
}
