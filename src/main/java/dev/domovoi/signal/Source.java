package dev.domovoi.signal;

/// Where on a device a value was taken: the whole device (an empty channel) or one named channel of it.
public record Source(DeviceId device, String channel) implements Comparable<Source> {
    /// The channel text that stands for the device as a whole.
    public static final String WHOLE = "";

    public Source {
        if (!channel.isEmpty() && !DeviceId.isName(channel)) {
            throw new IllegalArgumentException(
                    "channel of " + device + " must be printable, was \"" + Text.shortened(channel) + "\"");
        }
    }

    public static Source whole(DeviceId device) {
        return new Source(device, WHOLE);
    }

    public boolean isWhole() {
        return channel.isEmpty();
    }

    @Override
    public int compareTo(Source other) {
        int byDevice = device.compareTo(other.device);
        return byDevice != 0 ? byDevice : channel.compareTo(other.channel);
    }

    @Override
    public String toString() {
        return isWhole() ? device.toString() : device + "/" + channel;
    }
}
