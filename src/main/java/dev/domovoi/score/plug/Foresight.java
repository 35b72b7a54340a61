package dev.domovoi.score.plug;

import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.EventStepper;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.token.Durations;
import dev.domovoi.score.token.EventTokeniser;
import dev.domovoi.score.token.UsualDurations;
import java.util.Arrays;

/// What foretells a plug's events, how long each will last and what follows it, so that they can surprise: the plug's
/// own table of counts, or a network that corrects that table.
///
/// That of a network holds room to work in: it serves any number of streams, from one thread.
public sealed interface Foresight {
    /// Events of a plug that a network sees.
    Span SPAN = new Span(64, 0);

    /// What the table takes for usual before there is a past.
    UsualDurations usual();

    /// As a saved state names it, so that none is read with another one.
    String title();

    /// The table of counts alone.
    record Counted(UsualDurations usual) implements Foresight {
        @Override
        public String title() {
            return "counts " + Integer.toHexString(Arrays.hashCode(usual.shares()));
        }
    }

    /// A network; `fingerprint` tells its weights from others.
    record Learned(UsualDurations usual, EventShape shape, EventStepper stepper, int fingerprint) implements Foresight {
        public Learned {
            if (shape.levels() != EventTokeniser.LEVELS
                    || shape.bins() != Durations.BINS
                    || shape.reals() != EventTokeniser.REALS) {
                throw new IllegalArgumentException("a network of plugs' events must read what is told of them, was "
                        + "for " + shape.levels() + " levels, " + shape.bins() + " bins and " + shape.reals()
                        + " numbers");
            }
        }

        @Override
        public String title() {
            return "network " + Integer.toHexString(fingerprint);
        }
    }

    /// That of a network from a file of weights.
    static Foresight learned(Kernels kernels, WeightsFile.Events events) {
        EventStepper stepper = new EventStepper(kernels, events.shape(), events.weights(), SPAN);
        int fingerprint = 31 * Arrays.hashCode(events.weights()) + Arrays.hashCode(events.usual());
        return new Learned(new UsualDurations(events.usual()), events.shape(), stepper, fingerprint);
    }
}
