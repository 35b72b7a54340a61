package dev.domovoi.app.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The names under which a browser may ask for this agent.
///
/// A page on the Internet can make its own name lead to this machine (DNS rebinding) and then reads as if it were
/// ours. Only names that nobody on the Internet can own are taken: addresses, names without a dot, the domains kept for
/// homes, this machine's own name, and what the configuration adds.
final class Hosts {
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}", Pattern.CASE_INSENSITIVE);
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern HOME_DOMAIN =
            Pattern.compile("[a-z0-9_.-]{1,200}\\.(localhost|local|lan|home\\.arpa|internal)");
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private final Set<String> named = new TreeSet<>();

    Hosts(Collection<String> named) {
        named.forEach(name -> this.named.add(plain(name)));
    }

    /// The configured names and this machine's own.
    static Hosts of(Collection<String> configured) {
        Set<String> all = new TreeSet<>(configured);
        try {
            all.add(Files.readString(KERNEL_NAME).strip());
        } catch (IOException notLinux) {
            String told = System.getenv("HOSTNAME");
            all.add(told == null ? "localhost" : told);
        }
        return new Hosts(all);
    }

    /// Whether a host name without its port is one of ours; an IPv6 address stands in brackets.
    boolean admit(String host) {
        String name = plain(host);
        return named.contains(name)
                || IPV4.matcher(name).matches()
                || IPV6.matcher(name).matches()
                || LABEL.matcher(name).matches()
                || HOME_DOMAIN.matcher(name).matches();
    }

    /// Names differ neither by their case nor by the dot that may end them.
    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
