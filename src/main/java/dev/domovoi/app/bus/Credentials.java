package dev.domovoi.app.bus;

import java.security.SecureRandom;
import java.util.HexFormat;

/// A user and password for a broker. Its text never shows the password.
public record Credentials(String user, String password) {
    private static final int GENERATED_BYTES = 16;

    public Credentials {
        if (user.isBlank()) {
            throw new IllegalArgumentException("mqtt.user must not be blank");
        }
        if (password.isEmpty()) {
            throw new IllegalArgumentException("mqtt.password of user " + user + " must not be empty");
        }
    }

    /// Credentials with a fresh password of 128 random bits that can be typed into a plug's web page.
    public static Credentials generated(String user, SecureRandom random) {
        byte[] secret = new byte[GENERATED_BYTES];
        random.nextBytes(secret);
        return new Credentials(user, HexFormat.of().formatHex(secret));
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + ", password=***]";
    }
}
