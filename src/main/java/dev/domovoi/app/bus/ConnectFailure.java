package dev.domovoi.app.bus;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/// Why the broker could not be reached, and which key of the configuration to look at. Never holds the password.
record ConnectFailure(String reason, String remedy) {
    private static final int MAX_CAUSES = 10;

    static ConnectFailure of(Throwable thrown, MqttOptions options) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            Optional<ConnectFailure> known = known(cause, options);
            if (known.isPresent()) {
                return known.get();
            }
            cause = cause.getCause();
        }
        return new ConnectFailure(describe(thrown), "check mqtt.url and the broker's log");
    }

    private static Optional<ConnectFailure> known(Throwable cause, MqttOptions options) {
        return Optional.ofNullable(
                switch (cause) {
                    case TlsFileException file ->
                        new ConnectFailure(String.valueOf(file.getMessage()), "correct that file or its key");
                    case UnknownHostException unknown ->
                        new ConnectFailure(
                                "the host " + options.url().getHost() + " is not known", "check the host in mqtt.url");
                    case NoRouteToHostException unreachable ->
                        new ConnectFailure("there is no route to the broker", "check mqtt.url and the network");
                    case ConnectException refused ->
                        new ConnectFailure(
                                "nothing accepts connections there (" + refused.getMessage() + ")",
                                "check the host and port in mqtt.url and that the broker runs");
                    case SocketTimeoutException slow ->
                        new ConnectFailure("the broker does not answer", "check mqtt.url and firewalls");
                    case CertPathBuilderException untrusted -> untrusted(untrusted);
                    case CertPathValidatorException untrusted -> untrusted(untrusted);
                    case CertificateException name
                    when cause.getCause() == null ->
                        new ConnectFailure(
                                "the broker's certificate is not for this host (" + name.getMessage() + ")",
                                "use a host in mqtt.url that its certificate names");
                    case SSLException tls when cause.getCause() == null -> tls(tls, options);
                    case EOFException closed -> closed(options);
                    case MqttException mqtt -> mqtt(mqtt, options);
                    default -> null;
                });
    }

    private static @Nullable ConnectFailure mqtt(MqttException thrown, MqttOptions options) {
        return switch (thrown.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION, MqttException.REASON_CODE_NOT_AUTHORIZED ->
                options.credentials()
                        .map(known -> new ConnectFailure(
                                "the broker refused the user " + known.user() + " or its password",
                                "check mqtt.user and mqtt.password"))
                        .orElseGet(() -> new ConnectFailure(
                                "the broker wants a user and password", "set mqtt.user and mqtt.password"));
            case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
                new ConnectFailure("the broker refused the client id " + options.clientId(), "choose another id");
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
                new ConnectFailure("the broker says it is not available", "check the broker's log");
            case MqttException.REASON_CODE_CLIENT_TIMEOUT ->
                new ConnectFailure("the broker does not answer", "check that mqtt.url is an MQTT broker");
            default -> null;
        };
    }

    private static ConnectFailure untrusted(Exception why) {
        return new ConnectFailure(
                "the broker's certificate is not trusted (" + why.getMessage() + ")",
                "check that mqtt.ca is the CA that signed it");
    }

    private static ConnectFailure tls(SSLException thrown, MqttOptions options) {
        String message = String.valueOf(thrown.getMessage());
        if (message.contains("alert")) {
            return new ConnectFailure(
                    "the broker broke off the TLS handshake (" + message + ")",
                    options.tls().flatMap(Tls::client).isPresent()
                            ? "check that the broker trusts mqtt.cert"
                            : "it may want a client certificate: set mqtt.cert and mqtt.key");
        }
        return new ConnectFailure(
                "TLS failed (" + message + ")", "check that mqtt.url names the broker's TLS port, and mqtt.ca");
    }

    private static ConnectFailure closed(MqttOptions options) {
        return new ConnectFailure(
                "the broker closed the connection before it answered",
                options.isEncrypted()
                        ? "check mqtt.cert and mqtt.key, and that mqtt.url names the broker's TLS port"
                        : "check the port in mqtt.url: for a TLS port write mqtts://");
    }

    static String describe(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
