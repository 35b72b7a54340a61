package dev.domovoi.app.config;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Template;
import dev.domovoi.decide.Consent;
import dev.domovoi.decide.Maintenance;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.signal.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The whole configuration, checked; see `docs/configuration.md` for every key.
public record AgentConfig(
        String homeName,
        ZoneId zone,
        Mqtt mqtt,
        Broker broker,
        Path stateDir,
        Mode mode,
        double alarmsPerWeek,
        Act act,
        Map<String, Device> devices,
        Rules rules,
        Web web,
        DialectSettings dialects,
        Optional<Prometheus> prometheus,
        Node node,
        Optional<Cluster> cluster,
        Network network,
        Notify notifiers,
        HomeAssistant homeAssistant,
        Duration decisionsKept,
        Care care) {

    /// How to reach the user's broker; without `url` the embedded one is used.
    public record Mqtt(
            Optional<URI> url,
            Optional<String> user,
            Optional<String> password,
            Optional<Path> ca,
            Optional<Path> cert,
            Optional<Path> key,
            List<String> subscribe,
            String prefix,
            String instance,
            boolean approvals,
            int queueMessages) {
        @Override
        public String toString() {
            return "Mqtt[url=" + url + ", user=" + user + ", password=(hidden)]";
        }
    }

    /// The embedded broker.
    public record Broker(String listen, int port, Optional<Path> credentials) {}

    /// What may be done, and how often.
    public record Act(
            List<Allowed> allow,
            int plansPerHour,
            Duration deviceCooldown,
            Duration kindCooldown,
            Duration lease,
            Duration hold) {}

    /// One entry of the allow list.
    public record Allowed(String action, String device) {}

    /// What people keep in their own hands: what needs their approval, when they work on devices, and which of these
    /// they call unprotected, whatever they look like.
    public record Care(Consent consent, List<Maintenance.Window> maintenance, Set<String> unprotected) {
        /// Where nothing is said of it.
        public static final Care USUAL = new Care(Consent.USUAL, List.of(), Set.of());

        public Care {
            maintenance = List.copyOf(maintenance);
            unprotected = Set.copyOf(unprotected);
        }
    }

    /// What the user says about a device. `powers` are the keys of what hangs on it, or words of
    /// [dev.domovoi.decide.Vital].
    public record Device(
            Optional<Role> role,
            Optional<String> name,
            Optional<String> room,
            boolean isProtected,
            Optional<Double> ratingWatts,
            Optional<String> relay,
            Optional<Double> priority,
            List<String> powers) {
        public Device {
            powers = List.copyOf(powers);
        }

        /// One whose plug is nothing special.
        public Device(Optional<Role> role, Optional<String> name, Optional<String> room, boolean isProtected) {
            this(role, name, room, isProtected, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }
    }

    /// Where the household's rules are (without `dir`, in the program), and what they are told that no device says:
    /// how much the home may draw, and on which topics it is said who is home.
    public record Rules(Optional<Path> dir, Optional<Integer> contractWatts, List<String> presence) {
        /// The shipped rules, which are told nothing.
        public static final Rules SHIPPED = new Rules(Optional.empty(), Optional.empty(), List.of());
    }

    /// Where `/metrics`, `/health` and `/api` are served, and who is let in.
    public record Web(String listen, int port, Optional<String> token, boolean isOpenToRead, List<String> hosts) {
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,500}=*");

        /// Whether a text may be a token: long enough to be hard to guess, and of what a bearer header can carry.
        public static boolean isToken(String text) {
            return TOKEN.matcher(text).matches();
        }

        @Override
        public String toString() {
            return "Web[listen=" + listen + ", port=" + port + ", token=(hidden)]";
        }
    }

    /// The server whose history is learned, how to be let in, how far back it is asked, and the metrics of other
    /// exporters, with the names that devices have there.
    public record Prometheus(
            URI url,
            Optional<Login> login,
            Optional<String> token,
            Optional<Path> ca,
            int weeks,
            List<Exported> series,
            Map<String, String> names) {
        @Override
        public String toString() {
            return "Prometheus[url=" + url + ", login=(hidden), token=(hidden), series=" + series + ", names=" + names
                    + "]";
        }
    }

    /// A user and a password.
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[user=" + user + ", password=(hidden)]";
        }
    }

    /// A metric of power: its selector, the label that names the device, the one that names the channel (empty where
    /// a device has one series), the channel that this one series stands for, and its unit.
    public record Exported(String selector, String deviceLabel, String channelLabel, String channel, Field unit) {}

    /// What is at home beside the private ranges, and where nlbwmon's totals come.
    public record Network(List<dev.domovoi.signal.Network> home, Optional<String> nlbwmon) {
        /// The private ranges and these.
        public Surroundings surroundings() {
            return new Surroundings(Stream.concat(dev.domovoi.signal.Network.PRIVATE.stream(), home.stream())
                    .toList());
        }
    }

    /// Who is told of incidents, beside MQTT.
    public record Notify(Optional<Webhook> webhook, Optional<Ntfy> ntfy, Optional<Alertmanager> alertmanager) {
        /// Nobody.
        public static final Notify NOBODY = new Notify(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Of what somebody wants to be told.
    public record Wanted(Set<Notice.Event> events, Notice.Severity least) {
        public Wanted {
            events = Set.copyOf(events);
        }

        public boolean includes(Notice notice) {
            return events.contains(notice.event()) && notice.severity().compareTo(least) >= 0;
        }
    }

    /// An address to which JSON is posted; address and headers may be secrets.
    public record Webhook(URI url, Map<String, String> headers, Template template, Wanted wanted) {
        @Override
        public String toString() {
            return "Webhook[url=(hidden), headers=(hidden), wanted=" + wanted + "]";
        }
    }

    /// A topic of an ntfy server; whoever knows its name can read it.
    public record Ntfy(URI url, Optional<String> token, Wanted wanted) {
        @Override
        public String toString() {
            return "Ntfy[url=(hidden), token=(hidden), wanted=" + wanted + "]";
        }
    }

    /// An Alertmanager, which hears of every change.
    public record Alertmanager(URI url, Notice.Severity least) {}

    /// Whether and where Home Assistant finds the agent by itself.
    public record HomeAssistant(boolean isFound, String prefix) {}

    /// The node this agent runs on; without a name nothing is published of it.
    public record Node(Optional<String> name, Path root, Duration interval) {}

    /// The Kubernetes Lease that decides who leads, this pod's name, and how fast leadership passes on.
    public record Cluster(
            String lease,
            String namespace,
            String pod,
            Duration duration,
            Duration renew,
            Duration retry,
            boolean isWatching) {}
}
