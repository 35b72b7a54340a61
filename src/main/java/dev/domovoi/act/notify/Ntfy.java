package dev.domovoi.act.notify;

import dev.domovoi.signal.Outcome;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Publishes to a topic of an ntfy server, as JSON at its root: headers could not carry every name.
public final class Ntfy implements Notifier {
    private static final int LOW = 2;
    private static final int USUAL = 3;
    private static final int HIGH = 4;
    private static final int URGENT = 5;

    private final Post post;
    private final URI root;
    private final String topic;
    private final Map<String, String> headers;

    /// The last part of the address's path is the topic.
    public Ntfy(Post post, URI topicUrl, Optional<String> token) {
        String whole = topicUrl.toString();
        int slash = whole.lastIndexOf('/');
        this.post = post;
        this.root = URI.create(whole.substring(0, slash + 1));
        this.topic = whole.substring(slash + 1);
        this.headers =
                token.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of());
    }

    @Override
    public Outcome deliver(Notice notice) throws InterruptedException {
        String body = "{\"topic\":" + Quoted.of(topic) + ",\"title\":" + Quoted.of(notice.title()) + ",\"message\":"
                + Quoted.of(notice.why()) + ",\"priority\":" + priority(notice) + ",\"tags\":[" + Quoted.of(tag(notice))
                + "," + Quoted.of(notice.severity().word()) + "]}";
        return post.json(root, headers, body);
    }

    private static int priority(Notice notice) {
        if (notice.isResolved()) {
            return LOW;
        }
        return switch (notice.severity()) {
            case INFO -> USUAL;
            case WARNING -> HIGH;
            case CRITICAL -> URGENT;
        };
    }

    /// Short codes that ntfy shows as pictures.
    private static String tag(Notice notice) {
        if (notice.isResolved()) {
            return "white_check_mark";
        }
        return switch (notice.severity()) {
            case INFO -> "information_source";
            case WARNING -> "warning";
            case CRITICAL -> "rotating_light";
        };
    }
}
