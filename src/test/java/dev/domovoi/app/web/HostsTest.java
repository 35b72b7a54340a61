package dev.domovoi.app.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {
    private final Hosts hosts = new Hosts(List.of("Domovoi.Example.ORG", "pi.example.net"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "x.localhost",
                "127.0.0.1",
                "192.168.1.5",
                "255.255.255.255",
                "[::1]",
                "[fd00::12:3]",
                "[::ffff:192.168.1.5]",
                "domovoi",
                "raspberrypi.local",
                "domovoi.lan",
                "box.home.arpa",
                "domovoi.domovoi.svc.cluster.local",
                "host.docker.internal",
                "domovoi.example.org",
                "domovoi.example.org.",
                "pi.example.net"
            })
    void namesThatNobodyOnTheInternetCanOwnAreOurs(String name) {
        assertTrue(hosts.admit(name), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "evil.example",
                "rebind.network",
                "example.org",
                "evil.domovoi.example.org",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.nip.io",
                "192.168.1.256",
                "1.2.3.4.5",
                "1.2.3.",
                "[::1].evil.example",
                "[::1",
                "domovoi.local.evil.example",
                "local.example",
                "fritz.box",
                "evil.example\tlocal",
                "a b",
                ".local"
            })
    void othersAreNot(String name) {
        assertFalse(hosts.admit(name), name);
    }
}
