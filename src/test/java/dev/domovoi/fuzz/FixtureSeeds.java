package dev.domovoi.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// The fixtures of the dialect that the test method is named after, each with what was heard before it, as seeds.
final class FixtureSeeds implements ArgumentsProvider {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws IOException {
        return of(context.getRequiredTestMethod().getName()).stream().map(Arguments::of);
    }

    static List<byte[]> of(String dialect) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(FIXTURES.resolve(dialect))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                if (Json.read(Files.readAllBytes(file)) instanceof Json.Ok(Json document)) {
                    items(document).forEach(fixture -> seeds.add(Conversation.input(messages(fixture))));
                }
            }
        }
        return seeds;
    }

    private static List<Message> messages(Json fixture) {
        List<Message> messages = new ArrayList<>();
        if (fixture instanceof Json.Obj object) {
            object.member("context")
                    .ifPresent(before -> items(before).forEach(item -> messages.addAll(messages(item))));
            messages.add(message(object));
        }
        return messages;
    }

    private static Message message(Json.Obj fixture) {
        byte[] payload = fixture.member("payload_b64").isPresent()
                ? Base64.getDecoder().decode(text(fixture, "payload_b64"))
                : text(fixture, "payload").getBytes(UTF_8);
        boolean isRetained = fixture.member("retained").equals(Optional.of(new Json.Bool(true)));
        return new Message(Instant.EPOCH, text(fixture, "topic"), payload, isRetained);
    }

    private static String text(Json.Obj fixture, String name) {
        return fixture.member(name).orElse(new Json.Null()) instanceof Json.Text(String value) ? value : "";
    }

    private static List<Json> items(Json json) {
        return json instanceof Json.Arr(List<Json> items) ? items : List.of(json);
    }
}
