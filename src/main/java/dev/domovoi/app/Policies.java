package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.Maintenance;
import dev.domovoi.decide.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the household permits, from its configuration.
final class Policies {
    private Policies() {}

    /// The allow list may name a device by its topic name or by the name people call it.
    static Policy of(AgentConfig config) {
        List<Policy.Allowed> allowed = config.act().allow().stream()
                .map(entry ->
                        new Policy.Allowed(entry.action(), householdName(config, entry.device()), Optional.empty()))
                .toList();
        AgentConfig.Act act = config.act();
        return new Policy(
                config.mode(),
                allowed,
                act.plansPerHour(),
                act.deviceCooldown(),
                act.kindCooldown(),
                act.lease(),
                act.hold(),
                config.care().consent(),
                maintenance(config));
    }

    /// By the names that people call them by, as the allow list.
    static Maintenance maintenance(AgentConfig config) {
        return new Maintenance(
                config.zone(),
                config.care().maintenance().stream()
                        .map(window -> new Maintenance.Window(
                                window.days(),
                                window.from(),
                                window.to(),
                                window.devices().stream()
                                        .map(device -> householdName(config, device))
                                        .collect(Collectors.toSet())))
                        .toList());
    }

    private static String householdName(AgentConfig config, String device) {
        return Optional.ofNullable(config.devices().get(device))
                .flatMap(AgentConfig.Device::name)
                .orElse(device);
    }
}
