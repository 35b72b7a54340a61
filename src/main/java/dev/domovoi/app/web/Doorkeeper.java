package dev.domovoi.app.web;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.signal.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Decides who may read and who may change: by the token, by a session that the token began, or because reading is
/// open.
final class Doorkeeper {
    private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());
    private static final String BEARER = "bearer ";
    private static final String COOKIE = "domovoi_session";

    private final Token token;
    private final boolean isOpenToRead;
    private final InstantSource clock;
    private final Sessions sessions = new Sessions();
    private final Attempts attempts = new Attempts();

    Doorkeeper(Token token, boolean isOpenToRead, InstantSource clock) {
        this.token = token;
        this.isOpenToRead = isOpenToRead;
        this.clock = clock;
    }

    static Doorkeeper of(AgentConfig config, InstantSource clock) {
        return new Doorkeeper(Token.of(config), config.web().isOpenToRead(), clock);
    }

    /// What somebody shows at the door, and from where.
    record Caller(String address, Optional<String> authorization, Optional<String> session, boolean isEncrypted) {}

    /// Why the caller may not; empty where it may.
    Optional<Reply> refusal(Caller caller, Route.Access access) {
        if (access == Route.Access.ENTER) {
            return Optional.empty();
        }
        if (caller.authorization().isPresent()) {
            String shown = caller.authorization().get();
            boolean isBearer = shown.regionMatches(true, 0, BEARER, 0, BEARER.length());
            return isBearer
                    ? wrong(caller, shown.substring(BEARER.length()).strip())
                    : Optional.of(Reply.unauthorized());
        }
        boolean isKnown = caller.session()
                .filter(id -> sessions.isOpen(id, clock.instant()))
                .isPresent();
        boolean mayRead = access == Route.Access.READ && isOpenToRead;
        return isKnown || mayRead ? Optional.empty() : Optional.of(Reply.unauthorized());
    }

    /// A session in exchange for the token.
    Reply enter(Caller caller, String offered) {
        return wrong(caller, offered).orElseGet(() -> {
            caller.session().ifPresent(sessions::end);
            String id = sessions.begin(clock.instant());
            return Reply.nothing().with("Set-Cookie", cookie(id, Sessions.LENGTH, caller));
        });
    }

    Reply leave(Caller caller) {
        caller.session().ifPresent(sessions::end);
        return Reply.nothing().with("Set-Cookie", cookie("", Duration.ZERO, caller));
    }

    /// The value of our cookie in a Cookie header.
    static Optional<String> session(String cookies) {
        for (String pair : cookies.split(";", -1)) {
            String cookie = pair.strip();
            if (cookie.startsWith(COOKIE + "=")) {
                return Optional.of(cookie.substring(COOKIE.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// Where too many were wrong before, even the right token is not looked at.
    private Optional<Reply> wrong(Caller caller, String offered) {
        Instant now = clock.instant();
        Duration wait = attempts.wait(caller.address(), now);
        if (wait.isPositive()) {
            return Optional.of(Reply.tooManyAttempts(wait.toSeconds() + 1));
        }
        if (token.is(offered)) {
            return Optional.empty();
        }
        attempts.failed(caller.address(), now);
        if (attempts.wait(caller.address(), now).isPositive()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Too many wrong tokens from " + Text.shortened(caller.address()) + ": refused for a while.");
        }
        return Optional.of(Reply.wrongToken());
    }

    private static String cookie(String id, Duration length, Caller caller) {
        return COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + length.toSeconds()
                + (caller.isEncrypted() ? "; Secure" : "");
    }
}
