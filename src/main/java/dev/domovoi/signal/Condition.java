package dev.domovoi.signal;

/// Something that holds of a device or does not, beside its numbers: how well it is, in the words of its own field.
public enum Condition {
    /// The supply voltage of a board is or was too low.
    UNDERVOLTAGE("undervoltage"),
    /// A board's processor is or was slowed down; the channel says by what, and whether now or since the start.
    THROTTLED("throttled"),
    /// A file system that should be written is mounted read-only.
    READ_ONLY("read_only"),
    /// A Kubernetes node takes pods.
    READY("ready"),
    MEMORY_PRESSURE("memory_pressure"),
    DISK_PRESSURE("disk_pressure"),
    PID_PRESSURE("pid_pressure"),
    NETWORK_UNAVAILABLE("network_unavailable"),
    /// A Kubernetes node is closed to new pods.
    CORDONED("cordoned"),
    /// A pod's container ends again and again soon after its start.
    CRASH_LOOPING("crash_looping"),
    /// A meter reports, but none of its numbers has moved for hours.
    METER_FROZEN("meter_frozen");

    private final String word;

    Condition(String word) {
        this.word = word;
    }

    /// Whether it is what Kubernetes says of its nodes and pods, and no word of the device itself.
    public boolean isToldByKubernetes() {
        return switch (this) {
            case READY, MEMORY_PRESSURE, DISK_PRESSURE, PID_PRESSURE, NETWORK_UNAVAILABLE, CORDONED, CRASH_LOOPING ->
                true;
            case UNDERVOLTAGE, THROTTLED, READ_ONLY, METER_FROZEN -> false;
        };
    }

    /// The name in contracts and metrics.
    public String word() {
        return word;
    }
}
