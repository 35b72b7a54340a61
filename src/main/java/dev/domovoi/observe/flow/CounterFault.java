package dev.domovoi.observe.flow;

import java.util.Locale;

/// Why a router's byte counters are no truth.
public enum CounterFault {
    /// Another reader sets them to zero, as nlbwmon does with each of its polls.
    ZEROED,
    /// Connections go past the kernel, which counts them late or not at all.
    OFFLOADED,
    /// Accounting is off, or was when the connection began.
    UNCOUNTED;

    /// The name in health and on the metrics page.
    public String word() {
        return "counters_" + name().toLowerCase(Locale.ROOT);
    }
}
