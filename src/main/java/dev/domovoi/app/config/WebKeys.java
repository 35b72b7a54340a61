package dev.domovoi.app.config;

import java.util.List;

/// The keys of what is served over HTTP.
final class WebKeys {
    private WebKeys() {}

    static final Key<String> LISTEN =
            new Key<>("web.listen", "0.0.0.0", "", "Address of /metrics, /health and /api.", Parse::name);
    static final Key<Integer> PORT = new Key<>(
            "web.port",
            "9463",
            "",
            "Port of /metrics, /health and /api; 0 picks a free one.",
            text -> Parse.wholeNumber(text, 0, 65_535));
    static final Key<String> TOKEN = new Key<>(
            "web.token",
            "",
            "",
            "Token that opens /api, 16 characters or more; never logged. Not set: made at first start, in the file"
                    + " web-token of the state directory.",
            Parse::token);
    static final Key<Boolean> OPEN_READING = new Key<>(
            "web.open_reading",
            "false",
            "",
            "true: /api can be read without the token, never changed; it tells who is home.",
            Parse::truth);
    static final Key<String> HOSTS = new Key<>(
            "web.hosts[]",
            "",
            "",
            "Further host names under which this agent is asked for, such as domovoi.example.org. Addresses, names"
                    + " without a dot and those below local, lan, home.arpa and internal are known anyway.",
            Parse::hostName);

    static final List<Key<?>> ALL = List.of(LISTEN, PORT, TOKEN, OPEN_READING, HOSTS);
}
