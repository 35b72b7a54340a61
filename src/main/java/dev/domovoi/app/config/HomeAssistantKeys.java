package dev.domovoi.app.config;

import java.util.List;

/// The keys below `home_assistant`: whether and where the agent shows itself there.
final class HomeAssistantKeys {
    private HomeAssistantKeys() {}

    static final Key<Boolean> DISCOVERY = new Key<>(
            "home_assistant.discovery",
            "true",
            "",
            "true: Home Assistant finds the agent and what it says of each device by itself; false: what was published"
                    + " for it is taken away.",
            Parse::truth);
    static final Key<String> PREFIX = new Key<>(
            "home_assistant.prefix",
            "homeassistant",
            "",
            "Home Assistant's discovery prefix, first level of its topics.",
            Parse::topicLevel);

    static final List<Key<?>> ALL = List.of(DISCOVERY, PREFIX);
}
