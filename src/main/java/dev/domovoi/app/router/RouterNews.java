package dev.domovoi.app.router;

import dev.domovoi.observe.flow.Nlbwmon;
import dev.domovoi.observe.flow.RouterRecord;
import java.util.List;

/// Something that was heard of the network, read and not yet judged.
public sealed interface RouterNews {
    /// A router's own agent said it; what is retained is context.
    record Said(String router, RouterRecord record, boolean isRetained) implements RouterNews {}

    /// The totals of each client, as nlbwmon counts them.
    record Counted(List<Nlbwmon.Row> totals) implements RouterNews {
        public Counted {
            totals = List.copyOf(totals);
        }
    }
}
