package dev.domovoi.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The description names the routes there are, and who may take them. That it tells the truth about the answers,
/// `ApiTest` shows.
final class OpenApiTest {
    private final JsonNode document;

    OpenApiTest() throws IOException {
        try (InputStream resource = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            document = new ObjectMapper().readTree(resource);
        }
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertEquals(
                Site.routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .collect(Collectors.toCollection(TreeSet::new)),
                described);
    }

    @Test
    void onlyTheSessionIsDescribedAsOpen() {
        for (Route route : Site.routes()) {
            JsonNode operation = document.path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(Locale.ROOT));
            boolean isOpen =
                    operation.has("security") && operation.get("security").isEmpty();
            assertEquals(route.access() == Route.Access.ENTER, isOpen, route.path());
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> lost = new TreeSet<>();
        document.findValuesAsText("$ref").forEach(reference -> {
            if (document.at(reference.substring(1)).isMissingNode()) {
                lost.add(reference);
            }
        });
        assertEquals(Set.of(), lost);
        assertTrue(document.path("openapi").asText().startsWith("3.1."));
    }
}
