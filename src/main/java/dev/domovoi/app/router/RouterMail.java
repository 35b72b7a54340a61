package dev.domovoi.app.router;

import dev.domovoi.observe.flow.Leases;
import dev.domovoi.observe.flow.Nlbwmon;
import dev.domovoi.observe.flow.RouterReader;
import dev.domovoi.observe.flow.RouterRecord;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads what routers say below `PREFIX/router/`, each with a reader of its own, and nlbwmon's totals where a topic is
/// given. Belongs to the reading thread.
public final class RouterMail {
    /// Routers that are listened to; names beyond are refused.
    static final int MOST_ROUTERS = 8;

    /// After a lost connection a record may come twice.
    static final int MOST_REMEMBERED = 2048;

    private final String root;
    private final Optional<String> nlbwmon;
    private final Map<String, Desk> desks = new HashMap<>();

    /// What is known of one router for reading on.
    private static final class Desk {
        private final RouterReader reader = new RouterReader(new Leases());
        private final long[] newest = new long[MOST_REMEMBERED];
        private int next;

        /// A walk over a short array is quicker than reading the record, and leaves nothing to be thrown away.
        boolean isAgain(byte[] payload) {
            CRC32C sum = new CRC32C();
            sum.update(payload);
            long key = (sum.getValue() << 32) | Integer.toUnsignedLong(Arrays.hashCode(payload));
            for (long one : newest) {
                if (one == key) {
                    return true;
                }
            }
            newest[next] = key;
            next = (next + 1) % MOST_REMEMBERED;
            return false;
        }
    }

    /// `nlbwmon` is the topic on which its totals come.
    public RouterMail(String prefix, Optional<String> nlbwmon) {
        this.root = prefix + "/router/";
        this.nlbwmon = nlbwmon;
    }

    /// What became of a message.
    public sealed interface Opened {
        /// It is no router's.
        record NotOurs() implements Opened {}

        /// It says nothing new.
        record Ignored() implements Opened {}

        record Refused(Problem problem) implements Opened {}

        record Taken(RouterNews news) implements Opened {}
    }

    /// The topics it reads.
    public List<String> filters() {
        List<String> filters = new ArrayList<>();
        for (String kind : List.of("flows", "leases", "health", "ack")) {
            filters.add(root + "+/" + kind);
        }
        nlbwmon.ifPresent(filters::add);
        return filters;
    }

    public Opened open(Message message) {
        if (nlbwmon.filter(message.topic()::equals).isPresent()) {
            return message.retained() ? new Opened.Ignored() : totals(message.payload());
        }
        if (!message.topic().startsWith(root)) {
            return new Opened.NotOurs();
        }
        String[] levels = message.topic().substring(root.length()).split("/", 3);
        if (levels.length == 2 && levels[1].equals("command")) {
            return new Opened.NotOurs();
        }
        if (levels.length != 2 || !isRouter(levels[0])) {
            return new Opened.Refused(new Problem("topic", root + "<name>/<kind>", message.topic()));
        }
        if (!desks.containsKey(levels[0]) && desks.size() >= MOST_ROUTERS) {
            return new Opened.Refused(new Problem("topic", "at most " + MOST_ROUTERS + " routers", levels[0]));
        }
        return said(levels[0], levels[1], message);
    }

    /// A name that a command can be sent to: no wildcard, which a broker should not let through.
    private static boolean isRouter(String name) {
        return DeviceId.isName(name) && name.indexOf('+') < 0 && name.indexOf('#') < 0;
    }

    private Opened said(String router, String kind, Message message) {
        boolean isContext = kind.equals("leases") || kind.equals("health");
        if (message.retained() && !isContext) {
            return new Opened.Ignored();
        }
        if (message.payload().length == 0 && isContext) {
            return new Opened.Ignored(); // a retained message was taken off the broker
        }
        Desk known = desks.get(router);
        Desk desk = known == null ? new Desk() : known;
        if (kind.equals("flows") && desk.isAgain(message.payload())) {
            return new Opened.Ignored();
        }
        RouterRecord read = desk.reader.read(kind, message.payload(), message.at());
        if (read instanceof RouterRecord.Refused(Problem problem)) {
            return new Opened.Refused(problem);
        }
        desks.putIfAbsent(router, desk); // who says nothing of sense takes nobody's place
        return new Opened.Taken(new RouterNews.Said(router, read, message.retained()));
    }

    private static Opened totals(byte[] payload) {
        int first = 0;
        while (first < payload.length && Character.isWhitespace(payload[first])) {
            first++;
        }
        boolean isJson = first < payload.length && payload[first] == '{';
        return switch (isJson ? Nlbwmon.json(payload) : Nlbwmon.csv(payload)) {
            case Nlbwmon.Bad(Problem problem) -> new Opened.Refused(problem);
            case Nlbwmon.Totals totals -> new Opened.Taken(new RouterNews.Counted(totals.rows()));
        };
    }
}
