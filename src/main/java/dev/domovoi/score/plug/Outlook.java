package dev.domovoi.score.plug;

import dev.domovoi.score.model.EventWindow;
import java.nio.ByteBuffer;

/// What is foretold of the event that goes on now, in one grain of one plug.
interface Outlook {
    /// An event begins; what is known of it is the one row of the window.
    void begin(EventWindow start);

    /// The chance, by bin, that the event ends in it if it lasts until then.
    float[] hazards();

    /// The chance that the event, if it ends in this bin, is followed by this level.
    double chance(int bin, int level);

    int stateBytes();

    void save(ByteBuffer to);

    void load(ByteBuffer from);
}
