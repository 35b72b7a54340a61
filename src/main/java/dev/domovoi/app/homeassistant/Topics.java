package dev.domovoi.app.homeassistant;

import dev.domovoi.signal.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Where things are published: `discovery` is Home Assistant's prefix, `prefix` our own.
///
/// An object's name is made of letters, digits, `_` and `-` whatever the device is called, and stays the same: it is
/// also what Home Assistant knows the device by.
record Topics(String discovery, String prefix, String instance) {
    private static final String NODE = "/device/domovoi/";
    private static final String END = "/config";
    private static final int SLUG_CHARS = 40;
    private static final int HASH_DIGITS = 10;

    String agentObject() {
        return slug(prefix) + "_agent";
    }

    /// Two names that look alike without their marks still differ.
    String object(DeviceId device) {
        return slug(prefix) + "_" + slug(device.name()) + "_" + hash(device.toString());
    }

    String config(String object) {
        return discovery + NODE + object + END;
    }

    String configFilter() {
        return config("+");
    }

    /// The object of a config topic.
    Optional<String> objectOf(String topic) {
        String root = discovery + NODE;
        boolean isConfig =
                topic.startsWith(root) && topic.endsWith(END) && topic.length() > root.length() + END.length();
        return isConfig ? Optional.of(topic.substring(root.length(), topic.length() - END.length())) : Optional.empty();
    }

    /// What the object's state is.
    String state(String object) {
        return object.equals(agentObject()) ? prefix + "/report" : prefix + "/state/" + object;
    }

    String birth() {
        return discovery + "/status";
    }

    String status() {
        return prefix + "/agent/" + instance + "/status";
    }

    String command(String name) {
        return prefix + "/command/" + name;
    }

    private static String slug(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_-]+", "_");
        return plain.substring(0, Math.min(SLUG_CHARS, plain.length()));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
