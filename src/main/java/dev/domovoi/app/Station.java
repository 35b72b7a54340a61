package dev.domovoi.app;

import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.rules.RulesInForce;
import dev.domovoi.app.store.Store;

/// What is there as long as the process is, whoever leads.
record Station(
        AgentConfig config,
        TimeSource time,
        Vitals vitals,
        Store store,
        RulesInForce rules,
        Inbox inbox,
        MqttBus bus,
        Narrator narrator,
        Exits exits) {}
