package dev.domovoi.score.flow;

import dev.domovoi.signal.Flow.Service;
import java.util.Set;

/// What well-known services are for. The ports are those of the IANA registry and of what is in common use.
enum Services {
    WEB("web pages"),
    MAIL("mail"),
    NAMES("name look-ups"),
    TIME("the time of day"),
    HOUSEKEEPING("the network's own housekeeping"),
    REMOTE_LOGIN("logging in to other machines"),
    FILES("sharing files"),
    DATABASE("databases"),
    MESSAGES("messages and devices"),
    CALLS("calls and tunnels"),
    PRINTING("printing"),
    PING("asking who is there"),
    OTHER_SYSTEM("other system services"),
    OTHER("other services");

    private static final Set<Integer> WEB_PORTS = Set.of(80, 443, 8000, 8008, 8009, 8080, 8081, 8443);
    private static final Set<Integer> MAIL_PORTS = Set.of(25, 110, 143, 465, 587, 993, 995);
    private static final Set<Integer> HOUSEKEEPING_PORTS =
            Set.of(67, 68, 137, 138, 546, 547, 1900, 3702, 5350, 5351, 5353, 5355);
    private static final Set<Integer> LOGIN_PORTS =
            Set.of(22, 23, 902, 2222, 2323, 3389, 5555, 5800, 5900, 5901, 5985, 5986);
    private static final Set<Integer> FILES_PORTS = Set.of(20, 21, 69, 111, 135, 139, 445, 548, 873, 2049);
    private static final Set<Integer> DATABASE_PORTS =
            Set.of(1433, 1521, 2375, 2376, 3306, 5432, 6379, 9042, 9200, 11_211, 27_017);
    private static final Set<Integer> MESSAGES_PORTS = Set.of(1883, 5222, 5223, 5228, 5229, 5230, 5671, 5683, 8883);
    private static final Set<Integer> CALLS_PORTS =
            Set.of(500, 1194, 3478, 3479, 4500, 5060, 5061, 5349, 19_302, 51_820);
    private static final Set<Integer> PRINTING_PORTS = Set.of(515, 631, 9100);
    private static final int SYSTEM_PORTS = 1024;

    private final String words;

    Services(String words) {
        this.words = words;
    }

    static Services of(Service service) {
        if (service.proto().startsWith("icmp")) {
            return PING;
        }
        int port = service.port();
        return switch (port) {
            case 0 -> OTHER;
            case 53, 853 -> NAMES;
            case 123 -> TIME;
            default -> ofPort(port);
        };
    }

    private static Services ofPort(int port) {
        if (WEB_PORTS.contains(port)) {
            return WEB;
        } else if (MAIL_PORTS.contains(port)) {
            return MAIL;
        } else if (HOUSEKEEPING_PORTS.contains(port)) {
            return HOUSEKEEPING;
        } else if (LOGIN_PORTS.contains(port)) {
            return REMOTE_LOGIN;
        } else if (FILES_PORTS.contains(port)) {
            return FILES;
        } else if (DATABASE_PORTS.contains(port)) {
            return DATABASE;
        } else if (MESSAGES_PORTS.contains(port)) {
            return MESSAGES;
        } else if (CALLS_PORTS.contains(port)) {
            return CALLS;
        } else if (PRINTING_PORTS.contains(port)) {
            return PRINTING;
        }
        return port < SYSTEM_PORTS ? OTHER_SYSTEM : OTHER;
    }

    /// Whether an ordinary program turns to many machines with it, many of which may not answer when the line is down.
    boolean isEverywhere() {
        return switch (this) {
            case WEB, MAIL, NAMES, TIME, HOUSEKEEPING, MESSAGES, CALLS -> true;
            case REMOTE_LOGIN, FILES, DATABASE, PRINTING, PING, OTHER_SYSTEM, OTHER -> false;
        };
    }

    /// Whether it is there to be asked at regular times.
    boolean isRegular() {
        return switch (this) {
            case NAMES, TIME, HOUSEKEEPING, PING -> true;
            case WEB, MAIL, REMOTE_LOGIN, FILES, DATABASE, MESSAGES, CALLS, PRINTING, OTHER_SYSTEM, OTHER -> false;
        };
    }

    /// Whether who gets in rules the machine or its data.
    boolean givesPower() {
        return switch (this) {
            case REMOTE_LOGIN, FILES, DATABASE -> true;
            case WEB, MAIL, NAMES, TIME, HOUSEKEEPING, MESSAGES, CALLS, PRINTING, PING, OTHER_SYSTEM, OTHER -> false;
        };
    }

    String words() {
        return words;
    }
}
