package dev.domovoi.around;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A [RouterScene] for all tests of a class, in a folder that goes with it. Each test ends what it started.
final class OpenHome implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private List<RouterScene> scene = List.of();
    private List<Path> folder = List.of();

    RouterScene scene() {
        return scene.getFirst();
    }

    Path folder() {
        return folder.getFirst();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = List.of(Files.createTempDirectory("home"));
        scene = List.of(RouterScene.open(folder()));
    }

    /// What one test leaves talking would be told by the next one's agent, and fill its spool.
    @Override
    public void afterEach(ExtensionContext context) {
        scene().home.quieten();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        scene.forEach(RouterScene::close);
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
