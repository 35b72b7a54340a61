package dev.domovoi.app.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domovoi.act.notify.Template;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The texts of configuration values turned into values; what does not fit is said beginning with what was expected.
final class Parse {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*/\\s*(day|week|month|year)");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_PAYLOAD_CHARS = 1_000;
    private static final JsonFactory JSON = new JsonFactory();
    private static final double DAYS_PER_YEAR = 365.25;

    private Parse() {}

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("a time zone such as Europe/Berlin", unknown);
        }
    }

    /// What is shown to people or compared with the name of a device.
    static String name(String text) {
        if (!DeviceId.isName(text)) {
            throw new IllegalArgumentException("1 to " + DeviceId.MAX_NAME_CHARS + " printable characters");
        }
        return text;
    }

    static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException("a path of a file or directory", malformed);
        }
    }

    static URI brokerUrl(String text) {
        String expected = "mqtt://host[:port] or mqtts://host[:port]";
        try {
            URI url = URI.create(text);
            boolean isKnown = List.of("mqtt", "mqtts", "tcp", "ssl").contains(String.valueOf(url.getScheme()));
            if (isKnown && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(expected, malformed);
        }
        throw new IllegalArgumentException(expected + " (user and password have keys of their own)");
    }

    /// Without a slash at its end.
    static URI httpUrl(String text) {
        String expected = "http://host[:port] or https://host[:port], with a path if need be";
        try {
            URI url = URI.create(text.replaceFirst("/+$", ""));
            boolean isKnown = List.of("http", "https").contains(String.valueOf(url.getScheme()));
            boolean isPlain = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (isKnown && isPlain && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(expected, malformed);
        }
        throw new IllegalArgumentException(expected + " (user, password and token have keys of their own)");
    }

    /// An address that may hold a secret in its path or query.
    static URI hookUrl(String text) {
        String expected = "http://host[:port]/path or https://host[:port]/path";
        try {
            URI url = URI.create(text);
            boolean isKnown = List.of("http", "https").contains(String.valueOf(url.getScheme()));
            if (isKnown && url.getUserInfo() == null && url.getFragment() == null && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(expected, malformed);
        }
        throw new IllegalArgumentException(expected + " (user and password belong into a header)");
    }

    /// The last part of the path is a topic.
    static URI topicUrl(String text) {
        URI url = hookUrl(text);
        if (url.getQuery() != null || !String.valueOf(url.getPath()).matches("(/[^/]+)*/[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("the address of a topic such as https://ntfy.sh/my-topic");
        }
        return url;
    }

    static String headerValue(String text) {
        if (!text.matches("[ -~]{1,4096}") || !text.equals(text.strip())) {
            throw new IllegalArgumentException("1 to 4096 printable ASCII characters");
        }
        return text;
    }

    /// Of those that the client lets us set.
    static boolean isHeaderName(String text) {
        return text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
                && !List.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding")
                        .contains(text.toLowerCase(Locale.ROOT));
    }

    /// JSON in which every placeholder stands inside a string.
    static Template template(String text) {
        Template template = new Template(text);
        try (JsonParser json = JSON.createParser(template.withWords())) {
            int values = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                values += json.getParsingContext().inRoot() ? 1 : 0;
            }
            if (values > 0) {
                return template;
            }
        } catch (IOException malformed) {
            throw new IllegalArgumentException("JSON with placeholders inside its strings", malformed);
        }
        throw new IllegalArgumentException("JSON with placeholders inside its strings");
    }

    /// What may stand in a header of HTTP.
    static String bearerToken(String text) {
        if (!text.matches("[!-~]{1,4096}")) {
            throw new IllegalArgumentException("a token of printable characters without blanks");
        }
        return text;
    }

    /// A metric of Prometheus, with matchers between braces or without.
    static String selector(String text) {
        if (text.length() > MAX_PAYLOAD_CHARS || !text.matches("[a-zA-Z_:][a-zA-Z0-9_:]*\\s*(\\{[^{}]*})?")) {
            throw new IllegalArgumentException(
                    "the name of a metric, such as plug_watts, or a selector such as plug_watts{job=\"plugs\"}");
        }
        return text;
    }

    static String labelName(String text) {
        if (!text.matches("[a-zA-Z_][a-zA-Z0-9_]{0,99}")) {
            throw new IllegalArgumentException("the name of a label in Prometheus, such as device");
        }
        return text;
    }

    static String topicFilter(String text) {
        boolean isWhole = Arrays.stream(text.split("/", -1))
                .allMatch(level -> level.equals("+") || level.equals("#") || !level.matches(".*[+#].*"));
        int hash = text.indexOf('#');
        if (text.isBlank() || text.equals("#") || !isWhole || (hash >= 0 && hash != text.length() - 1)) {
            throw new IllegalArgumentException("an MQTT topic filter such as plugs/+/state, not # alone");
        }
        return text;
    }

    /// Plain levels, without a slash at the end.
    static String topic(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == '+' || c == '#' || Character.isISOControl(c));
        if (text.isBlank() || text.length() > DeviceId.MAX_NAME_CHARS || text.endsWith("/") || !isPlain) {
            throw new IllegalArgumentException("a topic such as zigbee2mqtt, without + and # and a slash at its end");
        }
        return text;
    }

    static String payload(String text) {
        if (text.length() > MAX_PAYLOAD_CHARS) {
            throw new IllegalArgumentException("a payload of at most " + MAX_PAYLOAD_CHARS + " characters");
        }
        return text;
    }

    static Quantity quantity(String text) {
        return Arrays.stream(Quantity.values())
                .filter(quantity -> quantity.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a quantity; the nearest known one is \""
                        + Nearest.of(
                                text,
                                Arrays.stream(Quantity.values())
                                        .map(Quantity::word)
                                        .toList())
                        + '"'));
    }

    static String topicLevel(String text) {
        if (!text.matches("[A-Za-z0-9_.-]{1,60}")) {
            throw new IllegalArgumentException("1 to 60 letters, digits, '_', '.' or '-'");
        }
        return text;
    }

    /// One level of a topic, and as long as the name of a device may be: cloud providers' node names are.
    static String nodeName(String text) {
        if (!text.matches("[A-Za-z0-9_.-]{1," + DeviceId.MAX_NAME_CHARS + "}")) {
            throw new IllegalArgumentException("1 to " + DeviceId.MAX_NAME_CHARS + " letters, digits, '_', '.' or '-'");
        }
        return text;
    }

    static String token(String text) {
        if (!AgentConfig.Web.isToken(text)) {
            throw new IllegalArgumentException("16 to 500 letters, digits or any of . _ ~ + / -");
        }
        return text;
    }

    /// Without scheme and port.
    static String hostName(String text) {
        if (!text.matches("(?i)[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")) {
            throw new IllegalArgumentException("a host name such as domovoi.example.org, without scheme and port");
        }
        return text;
    }

    static String kubernetesName(String text) {
        if (!text.matches("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("1 to 63 small letters, digits, '-' or '.', as Kubernetes names things");
        }
        return text;
    }

    static int wholeNumber(String text, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(expected, malformed);
        }
        throw new IllegalArgumentException(expected);
    }

    static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    static double number(String text, double least, double most) {
        String expected = "a number from " + Math.round(least) + " to " + Math.round(most);
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(expected, notANumber);
        }
        throw new IllegalArgumentException(expected);
    }

    /// Of at most a day.
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        Duration duration = matcher.matches() ? duration(matcher) : Duration.ZERO;
        if (!matcher.matches() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a duration such as 90s, 15m or 2h, of at most 1d");
        }
        return duration;
    }

    /// Between two rounds of something.
    static Duration interval(String text) {
        Duration interval = duration(text);
        if (interval.isZero()) {
            throw new IllegalArgumentException("a duration such as 15s or 1m, of at least 1s");
        }
        return interval;
    }

    private static Duration duration(Matcher matcher) {
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /// Alarms per week, from a rate such as `1/month`.
    static double perWeek(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
            throw new IllegalArgumentException("a rate above zero such as 1/week, 2/month or 0.5/day");
        }
        double count = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "day" -> count * 7;
            case "week" -> count;
            case "month" -> count * 12 * 7 / DAYS_PER_YEAR;
            default -> count * 7 / DAYS_PER_YEAR;
        };
    }

    static String oneOf(String text, List<String> words) {
        if (!words.contains(text)) {
            throw new IllegalArgumentException("one of " + String.join(", ", words));
        }
        return text;
    }

    static <E extends Enum<E>> E word(Class<E> choice, String text) {
        return Arrays.stream(choice.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of " + words(choice)));
    }

    static <E extends Enum<E>> String words(Class<E> choice) {
        return Arrays.stream(choice.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
