package dev.domovoi.score.plug;

import dev.domovoi.score.model.EventOutlook;
import dev.domovoi.score.model.EventWindow;
import dev.domovoi.score.model.StreamState;
import java.nio.ByteBuffer;

/// What a network says, which sees the plug's last events and what the table of counts says of this one.
final class LearnedOutlook implements Outlook {
    private final Foresight.Learned network;
    private StreamState seen;
    private EventOutlook outlook;

    LearnedOutlook(Foresight.Learned network) {
        this.network = network;
        this.seen = new StreamState(network.shape().size(), Foresight.SPAN);
        this.outlook = new EventOutlook(network.shape());
    }

    @Override
    public void begin(EventWindow start) {
        network.stepper().step(seen, start, outlook);
    }

    @Override
    public float[] hazards() {
        return outlook.hazards();
    }

    @Override
    public double chance(int bin, int level) {
        return network.stepper().next(outlook, bin)[level];
    }

    @Override
    public int stateBytes() {
        return seen.savedBytes() + outlook.bytes();
    }

    @Override
    public void save(ByteBuffer to) {
        seen.save(to);
        outlook.save(to);
    }

    @Override
    public void load(ByteBuffer from) {
        seen = StreamState.loaded(network.shape().size(), Foresight.SPAN, from);
        outlook = EventOutlook.loaded(network.shape(), from);
    }
}
