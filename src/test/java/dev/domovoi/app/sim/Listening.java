package dev.domovoi.app.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The real dialects listening to simulated plugs: what they read last, and from whom.
final class Listening {
    private final List<Dialect> dialects = Dialects.all();

    /// By device and quantity, such as `kettle power`.
    final Map<String, Double> readings = new TreeMap<>();

    final Map<String, Boolean> states = new TreeMap<>();
    final Map<String, Boolean> online = new TreeMap<>();
    final Map<String, SwitchRecipe> recipes = new TreeMap<>();

    void hear(List<Outgoing> messages, Instant at) {
        for (Outgoing message : messages) {
            hear(new Message(at, message.topic(), message.payload().getBytes(UTF_8), message.retained()));
        }
    }

    void hear(Message message) {
        List<String> speakers = new ArrayList<>();
        for (Dialect dialect : dialects) {
            if (dialect.decode(message) instanceof Decoded.Understood understood) {
                speakers.add(dialect.name());
                assertEquals(List.of(), understood.problems(), message.topic() + " " + message.text());
                understood.observations().forEach(this::observed);
                understood.learned().forEach(this::learned);
            }
        }
        assertEquals(1, Math.max(1, speakers.size()), message.topic() + " is claimed by " + speakers);
    }

    double reading(String device, Quantity quantity) {
        return readings.getOrDefault(device + " " + quantity.word(), Double.NaN);
    }

    SwitchRecipe recipe(String device) {
        return Optional.ofNullable(recipes.get(device)).orElseThrow();
    }

    boolean isOn(String device) {
        return states.getOrDefault(device, false);
    }

    private void observed(Observation observation) {
        String device = observation.source().device().name();
        switch (observation) {
            case Observation.Reading reading ->
                readings.put(device + " " + reading.quantity().word(), reading.value());
            case Observation.SwitchState state -> states.put(device, state.on());
            case Observation.Availability available -> online.put(device, available.online());
            case Observation.Status condition -> {}
        }
    }

    private void learned(Decoded.Learned learned) {
        switch (learned) {
            case Decoded.Learned.Switch(SwitchRecipe recipe) ->
                recipes.put(recipe.target().device().name(), recipe);
            case Decoded.Learned.Topic _, Decoded.Learned.Refusal _ -> {}
            case Decoded.Learned.Gone gone -> throw new AssertionError(gone.device() + " was removed");
        }
    }
}
