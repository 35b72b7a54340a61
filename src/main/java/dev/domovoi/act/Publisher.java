package dev.domovoi.act;

import dev.domovoi.signal.SwitchRecipe;

/// Sends one command to the devices, never retained.
@FunctionalInterface
public interface Publisher {
    /// Whether it was handed to a connected broker; says nothing about the device.
    boolean publish(SwitchRecipe.Command command);
}
