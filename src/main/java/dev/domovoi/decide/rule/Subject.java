package dev.domovoi.decide.rule;

import dev.domovoi.signal.DeviceId;

/// One thing that facts are about. The home is a subject too.
public record Subject(Scope scope, DeviceId id) {
    /// The one home there is.
    public static final Subject HOME = new Subject(Scope.HOME, new DeviceId("home", "home"));

    public static Subject device(DeviceId id) {
        return new Subject(Scope.DEVICE, id);
    }

    public static Subject client(String mac) {
        return new Subject(Scope.CLIENT, new DeviceId("client", mac));
    }
}
