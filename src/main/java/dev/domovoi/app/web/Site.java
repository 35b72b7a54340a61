package dev.domovoi.app.web;

import dev.domovoi.app.Agent;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.web.Doorkeeper.Caller;
import dev.domovoi.signal.Text;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The agent's place on the HTTP server: guards every request, and serves `/api` and `/openapi`.
///
/// The event loop only looks at the door; answers are made on a virtual thread each, a few at a time.
@ApplicationScoped
public class Site {
    private static final int LONGEST_URI = 2_000;
    private static final long LARGEST_BODY_BYTES = 4_096;
    private static final int MOST_ANSWERS = 8;
    private static final int BEFORE_ALL = -10_000;
    private static final Reply MUTE = Reply.problem(500, "Internal Server Error", "A bug in Domovoi.");
    private static final Route.Answer ELSEWHERE = question -> Reply.notFound();
    private static final Route ENTER = new Route("POST", "/api/session", Route.Access.ENTER, ELSEWHERE);
    private static final Route LEAVE = new Route("DELETE", "/api/session", Route.Access.ENTER, ELSEWHERE);

    private final InstantSource clock;
    private final Semaphore answers = new Semaphore(MOST_ANSWERS);
    private volatile Optional<Open> open = Optional.empty();

    private record Open(Agent agent, Desk desk, Doorkeeper door, Hosts hosts) {}

    Site() {
        this(InstantSource.system());
    }

    Site(InstantSource clock) {
        this.clock = clock;
    }

    /// Every route that is served, those of the session included.
    static List<Route> routes() {
        List<Route> all = new ArrayList<>(Desk.ROUTES);
        all.add(ENTER);
        all.add(LEAVE);
        return List.copyOf(all);
    }

    /// Where a person finds the token, in words without the token.
    public static String tokenPlace(AgentConfig config) {
        return Token.place(config);
    }

    /// Serves an agent from now on; makes the token at the first start.
    public void open(Agent agent) {
        AgentConfig config = agent.config();
        open = Optional.of(new Open(
                agent,
                new Desk(agent),
                Doorkeeper.of(config, clock),
                Hosts.of(config.web().hosts())));
    }

    public void close() {
        open = Optional.empty();
    }

    void mount(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(this::guard);
        for (String path : List.of("/api", "/api/*", "/openapi")) {
            router.route(path)
                    .order(BEFORE_ALL + 1)
                    .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES))
                    .handler(this::serve)
                    .failureHandler(Site::failed);
        }
    }

    /// Health is asked by whatever name, and tells nothing; all else only under a name of ours.
    private void guard(RoutingContext asked) {
        HttpServerResponse response = asked.response();
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        String path = asked.normalizedPath();
        boolean isHealth = path.equals("/health") || path.startsWith("/health/");
        Optional<Open> now = open;
        if (isHealth) {
            asked.next();
        } else if (asked.request().uri().length() > LONGEST_URI) {
            send(asked, Reply.problem(414, "URI Too Long", "At most " + LONGEST_URI + " characters are read."));
        } else if (now.isPresent() && !isOurs(asked.request(), now.get().hosts())) {
            send(asked, Reply.plain(421, strangeHost(asked.request())));
        } else {
            asked.next();
        }
    }

    private static boolean isOurs(HttpServerRequest request, Hosts hosts) {
        HostAndPort authority = request.authority();
        return authority != null && request.headers().getAll("Host").size() <= 1 && hosts.admit(authority.host());
    }

    private static String strangeHost(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        String name = authority == null ? "" : authority.host();
        return "This agent does not go by the name \"" + Text.shortened(name)
                + "\". Ask for it by its address, or set web.hosts to the names under which you reach it.";
    }

    private void serve(RoutingContext asked) {
        Optional<Open> now = open;
        if (now.isEmpty()) {
            send(asked, Reply.unavailable("The agent is starting or ending; try again."));
            return;
        }
        HttpMethod method = asked.request().method();
        String wanted = method.equals(HttpMethod.HEAD) ? "GET" : method.name();
        String path = asked.normalizedPath();
        List<Route> here =
                routes().stream().filter(route -> route.match(path).isPresent()).toList();
        Optional<Route> route =
                here.stream().filter(one -> one.method().equals(wanted)).findFirst();
        if (here.isEmpty()) {
            send(asked, Reply.notFound());
        } else if (route.isEmpty()) {
            send(asked, Reply.wrongMethod(here.stream().map(Route::method).toList()));
        } else if (!wanted.equals("GET") && isFromElsewhere(asked.request())) {
            send(asked, Reply.crossSite());
        } else {
            admit(asked, now.get(), route.get(), route.get().match(path).orElse(""));
        }
    }

    /// Browsers say where a page came from that asks for a change; programs say nothing of the kind.
    private static boolean isFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        HostAndPort ours = request.authority();
        boolean isOtherSite = site != null && !site.equals("same-origin") && !site.equals("none");
        boolean isOtherOrigin = origin != null
                && (ours == null || !origin.replaceFirst("(?i)^https?://", "").equalsIgnoreCase(ours.toString()));
        return isOtherSite || isOtherOrigin;
    }

    private void admit(RoutingContext asked, Open now, Route route, String id) {
        Caller caller = caller(asked.request());
        Optional<Reply> refusal = now.door().refusal(caller, route.access());
        if (refusal.isPresent()) {
            send(asked, refusal.get());
            return;
        }
        if (!answers.tryAcquire()) {
            send(asked, Reply.unavailable("Too many questions at once; try again."));
            return;
        }
        Desk.Asked question = new Desk.Asked(
                id,
                Optional.ofNullable(asked.request().getParam("limit")),
                Optional.ofNullable(asked.request().getHeader("Content-Type")).orElse(""),
                Optional.ofNullable(asked.body().asString()).orElse(""));
        Context loop = asked.vertx().getOrCreateContext();
        Thread.ofVirtual().start(() -> {
            Reply made = MUTE;
            try {
                made = reply(now, route, question, caller);
            } finally {
                Reply reply = made;
                loop.runOnContext(back -> send(asked, reply).onComplete(sent -> answers.release()));
            }
        });
    }

    private static Reply reply(Open now, Route route, Desk.Asked question, Caller caller) {
        if (route.equals(LEAVE)) {
            return now.door().leave(caller);
        }
        if (!route.equals(ENTER)) {
            return now.desk().answer(route, question);
        }
        Route entrance = new Route(
                route.method(),
                route.path(),
                route.access(),
                body -> now.door().enter(caller, body.fields().getOrDefault("token", "")));
        return now.desk().answer(entrance, question);
    }

    private static Caller caller(HttpServerRequest request) {
        return new Caller(
                request.remoteAddress().hostAddress(),
                Optional.ofNullable(request.getHeader("Authorization")),
                Optional.ofNullable(request.getHeader("Cookie")).flatMap(Doorkeeper::session),
                request.isSSL());
    }

    private static void failed(RoutingContext asked) {
        int status = Math.clamp(asked.statusCode(), 400, 599);
        boolean isTooLarge = status == 413;
        if (isTooLarge && asked.request().version() != HttpVersion.HTTP_2) {
            asked.response().putHeader("Connection", "close"); // the rest of the body is not read
        }
        Reply reply = isTooLarge
                ? Reply.problem(status, "Content Too Large", "At most " + LARGEST_BODY_BYTES + " bytes are read.")
                : Reply.problem(status, "Error", "The request could not be read.");
        send(asked, reply);
    }

    /// Is over when all of it is written: a slow reader keeps its place among those that are answered.
    private static Future<Void> send(RoutingContext asked, Reply reply) {
        HttpServerResponse response = asked.response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(reply.status()).putHeader("Cache-Control", "no-store");
        reply.headers().forEach(response::putHeader);
        if (reply.type().isEmpty()) {
            return response.end();
        }
        Buffer text = Buffer.buffer(reply.text());
        response.putHeader("Content-Type", reply.type()).putHeader("Content-Length", Integer.toString(text.length()));
        return asked.request().method().equals(HttpMethod.HEAD) ? response.end() : response.end(text);
    }
}
