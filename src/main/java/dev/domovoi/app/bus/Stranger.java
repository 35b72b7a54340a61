package dev.domovoi.app.bus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;

/// A client without user, password and certificate, who tries whether the broker lets it in. It says nothing there,
/// hears nothing and leaves at once.
public final class Stranger {
    private static final int MAX_CAUSES = 10;
    private static final int LEAST_INBOX = 100;

    private Stranger() {}

    /// What came of it.
    public sealed interface Answer {
        /// The broker takes anyone.
        record LetIn() implements Answer {}

        /// It said that it wants a user and password, or a certificate.
        record TurnedAway() implements Answer {}

        /// It said neither, for instance because it hangs: nothing is known.
        record Unclear(String why) implements Answer {}
    }

    /// Knocks at the broker of these options, and waits so long, a second at least, for its answer.
    public static Answer knock(MqttOptions ours, Duration limit) {
        MqttOptions options = strange(ours);
        try {
            Connection connection = Connection.open(options, new Inbox(LEAST_INBOX, InstantSource.system()), limit);
            connection.leave();
            return new Answer.LetIn();
        } catch (MqttException | TlsFileException | RuntimeException failed) {
            return isTurnedAway(failed, ours)
                    ? new Answer.TurnedAway()
                    : new Answer.Unclear(ConnectFailure.of(failed, options).reason());
        }
    }

    /// It trusts what we trust, and has nothing else of ours. A broker may want ids that begin as ours does.
    private static MqttOptions strange(MqttOptions ours) {
        Optional<Tls> trusting =
                ours.tls().filter(tls -> tls.ca().isPresent()).map(tls -> new Tls(tls.ca(), Optional.empty()));
        return new MqttOptions(ours.url(), Optional.empty(), trusting, ours.clientId() + "-stranger", Optional.empty());
    }

    private static boolean isTurnedAway(Throwable thrown, MqttOptions ours) {
        boolean isCertified = ours.tls().flatMap(Tls::client).isPresent();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            boolean isNo = switch (cause) {
                case SSLException tls -> isCertified && isAboutACertificate(tls);
                case MqttException mqtt ->
                    mqtt.getReasonCode() == MqttException.REASON_CODE_FAILED_AUTHENTICATION
                            || mqtt.getReasonCode() == MqttException.REASON_CODE_NOT_AUTHORIZED;
                default -> false;
            };
            if (isNo) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /// The alerts of brokers that ask for a certificate and get none, of TLS 1.3 and 1.2.
    private static boolean isAboutACertificate(SSLException thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.contains("fatal alert")
                && (message.contains("certificate_required")
                        || message.contains("bad_certificate")
                        || message.contains("handshake_failure"));
    }
}
