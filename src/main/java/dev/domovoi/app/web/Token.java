package dev.domovoi.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// The secret that opens the API. Its text never shows it.
final class Token {
    private static final int GENERATED_BYTES = 32;
    private static final String FILE = "web-token";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final byte[] secret;

    Token(String secret) {
        this.secret = secret.getBytes(UTF_8);
    }

    /// The configured one, or the one in the state directory, which is made at the first start.
    static Token of(AgentConfig config) {
        return config.web().token().map(Token::new).orElseGet(() -> kept(file(config)));
    }

    /// Where a person finds it, in words.
    static String place(AgentConfig config) {
        return config.web().token().isPresent()
                ? "the token is the one set as web.token"
                : "the token is in " + file(config);
    }

    private static Path file(AgentConfig config) {
        return config.stateDir().resolve(FILE);
    }

    private static Token kept(Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            String text = Files.readString(file).strip();
            if (AgentConfig.Web.isToken(text)) {
                return new Token(text);
            }
            throw new ConfigException(
                    file.toString(), "holds no token; delete the file, and a new one is made at the next start");
        } catch (IOException failed) {
            throw new ConfigException("web.token", "cannot use " + file + ": " + failed);
        }
    }

    /// Under another name first: a power cut leaves a whole file or none.
    private static void make(Path file) throws IOException {
        byte[] secret = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Path whole = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(whole, text + "\n", StandardOpenOption.WRITE);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes as long for a near miss as for any other.
    boolean is(String offered) {
        return MessageDigest.isEqual(secret, offered.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Token[(hidden)]";
    }
}
