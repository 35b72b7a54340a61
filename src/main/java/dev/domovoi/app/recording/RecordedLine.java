package dev.domovoi.app.recording;

import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.util.List;

/// One line of a recording, numbered from 1.
public sealed interface RecordedLine {
    long number();

    /// A message, what was seen before it, and whether all earlier lines are to be forgotten first.
    record Heard(long number, Message message, List<Message> context, boolean isFresh) implements RecordedLine {
        public Heard {
            context = List.copyOf(context);
        }
    }

    /// A line that is no recorded message; reading goes on behind it.
    record Unreadable(long number, Problem problem) implements RecordedLine {}
}
