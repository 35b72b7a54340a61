package dev.domovoi.observe.flow;

import dev.domovoi.observe.flow.Conntrack.Direction;
import dev.domovoi.observe.flow.Conntrack.Layer;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of one line of a connection table, taken from left to right.
final class ConntrackWords {
    private static final int MAX_WORDS = 64;
    private static final long MOST_PORT = 65_535;
    private static final long MOST_32_BITS = 0xffff_ffffL;
    private static final Pattern PROTO = Pattern.compile("[a-z][a-z0-9-]{0,15}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]{1,8}");
    private static final Pattern STATE = Pattern.compile("[A-Z][A-Z0-9_]{1,20}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final Set<String> FLAGS = Set.of("UNREPLIED", "ASSURED", "OFFLOAD", "HW_OFFLOAD");
    private static final Set<String> PROTOS_WITH_PORTS = Set.of("tcp", "udp", "udplite", "sctp", "dccp");
    private static final Set<String> OF_DIRECTION =
            Set.of("sport", "dport", "packets", "bytes", "type", "code", "id", "srckey", "dstkey");

    private final String[] words;
    private int next;

    /// What keeps a line from being one of a connection table.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unreadable(String at, String expected, String got) {
            super(null, null, false, false);
            this.problem = new Problem(at, expected, got);
        }

        Problem problem() {
            return problem;
        }
    }

    ConntrackWords(String line) {
        this.words = line.strip().split("\\s+", MAX_WORDS + 1);
    }

    private boolean has() {
        return next < Math.min(words.length, MAX_WORDS) && !words[next].isEmpty();
    }

    private String word(String what) throws Unreadable {
        if (!has()) {
            throw new Unreadable(what, "a word", "the end of the line");
        }
        return words[next++];
    }

    Optional<Layer> layer() throws Unreadable {
        if (!has() || (!words[next].equals("ipv4") && !words[next].equals("ipv6"))) {
            return Optional.empty();
        }
        String name = word("layer");
        return Optional.of(new Layer(name, number("layer number", 255)));
    }

    String proto() throws Unreadable {
        String proto = word("protocol");
        if (!PROTO.matcher(proto).matches()) {
            throw new Unreadable("protocol", "the name of a protocol", proto);
        }
        return proto;
    }

    int number(String what, int most) throws Unreadable {
        return (int) number(what, word(what), most);
    }

    private static long number(String what, String text, long most) throws Unreadable {
        long value = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (value < 0 || value > most) {
            throw new Unreadable(what, "a whole number of at most " + most, text);
        }
        return value;
    }

    OptionalLong timeout() throws Unreadable {
        return has() && NUMBER.matcher(words[next]).matches()
                ? OptionalLong.of(number("timeout", word("timeout"), MOST_32_BITS))
                : OptionalLong.empty();
    }

    Optional<String> state() {
        return has() && STATE.matcher(words[next]).matches() ? Optional.of(words[next++]) : Optional.empty();
    }

    /// What a protocol has of its own before the first direction, such as `timeout=30, stream_timeout=180` of GRE.
    void extras(String proto, Map<String, Long> numbers) throws Unreadable {
        while (has() && !words[next].startsWith("src=")) {
            String word = words[next++];
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Unreadable("line", "src=", word);
            }
            String value = word.substring(equals + 1).replace(",", "");
            numbers.put(
                    proto + "_" + word.substring(0, equals), number(word.substring(0, equals), value, MOST_32_BITS));
        }
    }

    /// From `src=` to before what is of the other direction or of the whole connection.
    Direction direction(String proto, Map<String, Long> ofAll, List<String> flags) throws Unreadable {
        boolean isFirst = flags.isEmpty() && !ofAll.containsKey("zone_orig");
        String source = address("src");
        String target = address("dst");
        Map<String, Long> numbers = new LinkedHashMap<>();
        while (has() && !words[next].startsWith("src=")) {
            String word = words[next];
            int equals = word.indexOf('=');
            String name = equals < 1 ? "" : word.substring(0, equals);
            if (name.equals("zone-orig") || name.equals("zone-reply")) {
                ofAll.put(name.replace('-', '_'), number(name, word.substring(equals + 1), MOST_PORT));
            } else if (isOfDirection(name, numbers)) {
                numbers.put(name, ofDirection(name, word.substring(equals + 1)));
            } else if (word.equals("[UNREPLIED]") && isFirst) {
                flags.add("UNREPLIED");
            } else {
                break;
            }
            next++;
        }
        boolean hasPorts = numbers.containsKey("sport") && numbers.containsKey("dport");
        if (PROTOS_WITH_PORTS.contains(proto) && !hasPorts) {
            throw new Unreadable("line", "sport= and dport= for " + proto, has() ? words[next] : "the end of the line");
        }
        return new Direction(source, target, numbers);
    }

    /// An id after a type is ICMP's own, one without is the connection's.
    private static boolean isOfDirection(String name, Map<String, Long> numbers) {
        boolean isId = name.equals("id");
        return OF_DIRECTION.contains(name) && !numbers.containsKey(name) && (!isId || numbers.containsKey("type"));
    }

    private static long ofDirection(String name, String value) throws Unreadable {
        return switch (name) {
            case "srckey", "dstkey" -> hexadecimal(name, value);
            case "packets", "bytes" -> number(name, value, Long.MAX_VALUE);
            default -> number(name, value, MOST_PORT);
        };
    }

    private static long hexadecimal(String name, String value) throws Unreadable {
        if (!HEXADECIMAL.matcher(value).matches()) {
            throw new Unreadable(name, "a hexadecimal number", value);
        }
        return Long.parseLong(value.substring(2), 16);
    }

    private String address(String name) throws Unreadable {
        String word = word(name);
        String value = word.startsWith(name + "=") ? word.substring(name.length() + 1) : "";
        if (Address.parse(value).isEmpty()) {
            throw new Unreadable(name, name + "= and an address", word);
        }
        return value;
    }

    /// Flags and what is of the whole connection; words of newer kernels are passed over.
    void rest(Map<String, Long> numbers, List<String> flags) throws Unreadable {
        while (has()) {
            String word = words[next++];
            int equals = word.indexOf('=');
            if (word.length() > 2 && word.charAt(0) == '[' && word.endsWith("]")) {
                String flag = word.substring(1, word.length() - 1);
                if (FLAGS.contains(flag)) {
                    flags.add(flag);
                }
            } else if (equals > 0 && NAME.matcher(word.substring(0, equals)).matches()) {
                String name = word.substring(0, equals).replace('-', '_');
                String value = word.substring(equals + 1);
                if (NUMBER.matcher(value).matches()) {
                    numbers.put(name, number(name, value, Long.MAX_VALUE));
                }
            }
        }
    }
}
