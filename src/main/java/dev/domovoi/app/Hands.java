package dev.domovoi.app;

import dev.domovoi.act.Actuator;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;

/// Who carries out which action: plugs by their recipes, the routers what is done to clients.
record Hands(Actuator plugs, Actuator routers) implements Actuator {
    @Override
    public Outcome perform(Action action) {
        return switch (action) {
            case Action.SwitchOff off -> plugs.perform(off);
            case Action.Shed shed -> plugs.perform(shed);
            case Action.SwitchOn on -> plugs.perform(on);
            case Action.Quarantine quarantine -> routers.perform(quarantine);
            case Action.Release release -> routers.perform(release);
        };
    }
}
