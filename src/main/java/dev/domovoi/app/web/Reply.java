package dev.domovoi.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer over HTTP: its status, what its text is, and headers beside the usual ones.
record Reply(int status, String type, String text, Map<String, String> headers) {
    private static final String JSON = "application/json";

    static Reply json(String text) {
        return new Reply(200, JSON, text, Map.of());
    }

    /// Handed on, and done soon.
    static Reply accepted(String text) {
        return new Reply(202, JSON, text, Map.of());
    }

    static Reply nothing() {
        return new Reply(204, "", "", Map.of());
    }

    static Reply plain(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text + "\n", Map.of());
    }

    /// What went wrong and what helps, as RFC 9457 has it.
    static Reply problem(int status, String title, String detail) {
        String text = JsonText.of(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
        });
        return new Reply(status, "application/problem+json", text, Map.of());
    }

    static Reply badRequest(String detail) {
        return problem(400, "Bad Request", detail);
    }

    static Reply unauthorized() {
        return problem(
                        401,
                        "Unauthorized",
                        "The token is needed, as \"Authorization: Bearer TOKEN\", or a session from POST /api/session."
                                + " It stands in the file that the agent named when it started.")
                .with("WWW-Authenticate", "Bearer realm=\"domovoi\"");
    }

    static Reply wrongToken() {
        return problem(
                        401,
                        "Unauthorized",
                        "This is not the token. It stands in the file that the agent named when it started.")
                .with("WWW-Authenticate", "Bearer realm=\"domovoi\", error=\"invalid_token\"");
    }

    static Reply tooManyAttempts(long seconds) {
        return problem(
                        429,
                        "Too Many Requests",
                        "Too many wrong tokens came from this address; try again in " + seconds + " s.")
                .with("Retry-After", Long.toString(seconds));
    }

    static Reply crossSite() {
        return problem(
                403,
                "Forbidden",
                "A page of another site asked for this change, so it is refused. Ask from the agent's own page or from"
                        + " a program; a proxy in between must hand on the Host header as it came.");
    }

    static Reply notFound() {
        return problem(404, "Not Found", "There is nothing at this path; /openapi lists what there is.");
    }

    static Reply wrongMethod(List<String> allowed) {
        String methods = String.join(", ", allowed);
        return problem(405, "Method Not Allowed", "This path knows only " + methods + ".")
                .with("Allow", methods);
    }

    static Reply unavailable(String detail) {
        return problem(503, "Service Unavailable", detail).with("Retry-After", "5");
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, text, Map.copyOf(more));
    }
}
