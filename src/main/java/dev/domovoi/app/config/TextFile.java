package dev.domovoi.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A small text file that the configuration names.
final class TextFile {
    private static final int MAX_BYTES = YamlSettings.MAX_CHARS;

    private TextFile() {}

    /// All of it; `place` says in errors where the file was named.
    static String contents(Path file, String place) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException(place, file + " is too long; at most " + MAX_BYTES + " bytes are read");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException missing) {
            throw new ConfigException(place, "there is no file " + file);
        } catch (CharacterCodingException binary) {
            throw new ConfigException(place, file + " is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new ConfigException(place, "cannot read " + file + ": " + unreadable);
        }
    }
}
