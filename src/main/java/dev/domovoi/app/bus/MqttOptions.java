package dev.domovoi.app.bus;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Text;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Where the broker is and how to introduce ourselves to it.
///
/// The scheme is `mqtt` or `tcp` (port 1883 unless given), or `mqtts` or `ssl` (8883). Without [Tls] an encrypted
/// connection trusts what the system trusts.
public record MqttOptions(
        URI url, Optional<Credentials> credentials, Optional<Tls> tls, String clientId, Optional<Will> will) {
    private static final int PLAIN_PORT = 1883;
    private static final int ENCRYPTED_PORT = 8883;
    private static final String EXPECTED = "mqtt.url must look like mqtt://host:1883 or mqtts://host:8883, ";

    public MqttOptions {
        if (url.getRawUserInfo() != null
                || String.valueOf(url.getRawAuthority()).contains("@")) {
            throw new IllegalArgumentException(
                    "mqtt.url must not contain a user or password: set mqtt.user and mqtt.password instead");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    EXPECTED + "but has no readable host (letters, digits, dots and hyphens): "
                            + Text.shortened(url.toString()));
        }
        boolean encrypted = encrypts(url);
        if (!extra(url).isEmpty()) {
            throw new IllegalArgumentException(EXPECTED + "but ends with " + Text.shortened(extra(url)));
        }
        if (tls.isPresent() && !encrypted) {
            throw new IllegalArgumentException(
                    "mqtt.ca, mqtt.cert and mqtt.key need an mqtts:// address, but mqtt.url is " + url);
        }
        if (!DeviceId.isName(clientId)) {
            throw new IllegalArgumentException("the MQTT client id must be 1.." + DeviceId.MAX_NAME_CHARS
                    + " printable characters, was \"" + Text.shortened(clientId) + "\"");
        }
    }

    public boolean isEncrypted() {
        return encrypts(url);
    }

    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isEncrypted() ? ENCRYPTED_PORT : PLAIN_PORT;
    }

    /// The address as people write it, with the port.
    public String address() {
        return (isEncrypted() ? "mqtts://" : "mqtt://") + url.getHost() + ":" + port();
    }

    /// The same address in the schemes that Paho knows.
    String pahoAddress() {
        return (isEncrypted() ? "ssl://" : "tcp://") + url.getHost() + ":" + port();
    }

    private static boolean encrypts(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "mqtt", "tcp" -> false;
            case "mqtts", "ssl" -> true;
            default ->
                throw new IllegalArgumentException(EXPECTED + "but its scheme is \"" + Text.shortened(scheme) + "\"");
        };
    }

    private static String extra(URI url) {
        String rest = url.getRawPath() == null || url.getRawPath().equals("/") ? "" : url.getRawPath();
        return rest
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                + (url.getRawFragment() == null ? "" : "#" + url.getRawFragment());
    }
}
