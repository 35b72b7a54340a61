package dev.domovoi.act.notify;

import dev.domovoi.signal.Outcome;
import java.net.URI;
import java.util.Map;

/// Posts a filled template to an address. The headers may hold secrets.
public final class Webhook implements Notifier {
    private final Post post;
    private final URI url;
    private final Map<String, String> headers;
    private final Template template;

    public Webhook(Post post, URI url, Map<String, String> headers, Template template) {
        this.post = post;
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.template = template;
    }

    @Override
    public Outcome deliver(Notice notice) throws InterruptedException {
        return post.json(url, headers, template.filled(notice));
    }
}
