package dev.domovoi.observe;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.util.List;

/// What a dialect made of a message.
public sealed interface Decoded {
    /// The message is not of this dialect; another may know it.
    record NotMine() implements Decoded {}

    /// The message is of this dialect: what it reports, what it teaches, and what in it could not be read.
    record Understood(List<Observation> observations, List<Learned> learned, List<Problem> problems)
            implements Decoded {
        public Understood {
            observations = List.copyOf(observations);
            learned = List.copyOf(learned);
            problems = List.copyOf(problems);
        }

        /// Whether nothing could be read because the message is malformed or refused.
        public boolean isRejected() {
            return observations.isEmpty() && !problems.isEmpty();
        }
    }

    /// What a message taught beside its observations.
    sealed interface Learned {
        /// This relay can be switched like this.
        record Switch(SwitchRecipe recipe) implements Learned {}

        /// This topic filter carries messages of the dialect too.
        record Topic(String filter) implements Learned {}

        /// The device says that it will not switch this relay on, or off, as it was told.
        record Refusal(Source relay, boolean on, String why) implements Learned {}

        /// The device was removed by its own discovery.
        record Gone(DeviceId device) implements Learned {}
    }
}
