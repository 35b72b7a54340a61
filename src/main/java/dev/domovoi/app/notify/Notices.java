package dev.domovoi.app.notify;

import dev.domovoi.act.notify.Alertmanager;
import dev.domovoi.act.notify.Courier;
import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Notifier;
import dev.domovoi.act.notify.Ntfy;
import dev.domovoi.act.notify.Post;
import dev.domovoi.act.notify.Webhook;
import dev.domovoi.app.Narrator;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.Vitals;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.HomeState;
import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/// Tells the configured notifiers what happens to incidents: once when one opens, changes its severity and ends.
/// Nothing here waits: each notifier has a courier of its own.
public final class Notices implements AutoCloseable {
    private final TimeSource time;
    private final Vitals vitals;
    private final Narrator narrator;
    private final long seed;
    private final Function<DeviceId, String> label;
    private final Grouped grouped;
    private final Post post = new Post();
    private final List<Subscriber> subscribers = new ArrayList<>();

    private record Subscriber(Predicate<Notice> wants, Courier courier) {}

    /// `label` is how a device is called in metrics, `feeders` are the names of what feeds it; `seed` is for the rests
    /// between attempts.
    public Notices(
            AgentConfig config,
            TimeSource time,
            Vitals vitals,
            Narrator narrator,
            Function<DeviceId, String> label,
            Function<DeviceId, List<String>> feeders,
            long seed) {
        this.time = time;
        this.vitals = vitals;
        this.narrator = narrator;
        this.label = label;
        this.grouped = new Grouped(feeders);
        this.seed = seed;
        AgentConfig.Notify notify = config.notifiers();
        notify.webhook()
                .ifPresent(hook -> add(
                        "webhook",
                        hook.wanted()::includes,
                        new Webhook(post, hook.url(), hook.headers(), hook.template())));
        notify.ntfy().ifPresent(ntfy -> add("ntfy", ntfy.wanted()::includes, new Ntfy(post, ntfy.url(), ntfy.token())));
        notify.alertmanager()
                .ifPresent(alerts -> add(
                        "alertmanager",
                        notice -> notice.severity().compareTo(alerts.least()) >= 0,
                        new Alertmanager(post, alerts.url(), config.mqtt().instance())));
    }

    private void add(String name, Predicate<Notice> wants, Notifier notifier) {
        Courier.Rest rest = span -> Thread.sleep(time.realWait(span));
        Told told = new Told(name, vitals, narrator);
        subscribers.add(new Subscriber(wants, new Courier(name, notifier, told, rest, new Random(seed))));
    }

    public void start() {
        subscribers.forEach(subscriber -> subscriber.courier().start());
    }

    /// A step was decided; what changed in its incidents is told.
    public void changed(HomeState before, HomeState after) {
        if (!subscribers.isEmpty()) {
            Changes.between(before, after, label, time.instant()).stream()
                    .filter(notice -> grouped.isTold(notice, after))
                    .forEach(this::offer);
        }
    }

    /// What is open is repeated for those who forget it otherwise; not in a hold, which may find that it is over.
    public void minute(HomeState state) {
        Instant now = time.instant();
        if (!subscribers.isEmpty() && !state.hold().isOpen(now)) {
            grouped.alone(state).forEach(incident -> offer(Changes.opened(incident, label, now)));
            state.incidents().stream()
                    .map(incident -> Changes.still(incident, label, now))
                    .filter(notice -> grouped.isTold(notice, state))
                    .forEach(this::offer);
        }
    }

    private void offer(Notice notice) {
        subscribers.stream()
                .filter(subscriber -> subscriber.wants().test(notice))
                .forEach(subscriber -> subscriber.courier().offer(notice));
    }

    /// What still waits is lost.
    @Override
    public void close() {
        subscribers.forEach(subscriber -> subscriber.courier().close());
        post.close();
    }
}
