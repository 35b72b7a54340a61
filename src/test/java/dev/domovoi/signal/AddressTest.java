package dev.domovoi.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.20, 192.168.1.20",
        "0.0.0.0, 0.0.0.0",
        "2001:0db8:0000:0001:0000:0000:0000:0020, 2001:db8:0:1::20",
        "2001:DB8::20, 2001:db8::20",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "fe80::a8bb:ccff:fe11:2233, fe80::a8bb:ccff:fe11:2233"
    })
    void isReadInFullOrShortenedAndWrittenShortened(String text, String written) {
        assertEquals(written, address(text).toString());
        assertEquals(address(text), address(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.-4",
                "1.2.3.0004",
                "a.b.c.d",
                "router",
                "1.2.3.4:80",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                ":1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                "٠.٠.٠.٠"
            })
    void anythingElseIsNone(String text) {
        assertEquals(Optional.empty(), Address.parse(text));
    }

    @Test
    void anyAddressSurvivesItsText() {
        Random chance = new Random(3);
        for (int i = 0; i < 2000; i++) {
            long groups = 0xffff_0000_ffff_0000L << (16 * chance.nextInt(3));
            Address any = new Address(chance.nextLong() & groups, chance.nextLong() & ~groups);
            assertEquals(any, address(any.toString()), any.toString());
        }
    }

    @Test
    void networksHoldWhatSharesTheirFirstBits() {
        Network home = Network.parse("192.168.1.0/24").orElseThrow();
        assertTrue(home.contains(address("192.168.1.255")));
        assertFalse(home.contains(address("192.168.2.1")));
        assertFalse(home.contains(address("2001:db8::1")));
        Network prefix = Network.parse("2001:db8:0:8000::/49").orElseThrow();
        assertTrue(prefix.contains(address("2001:db8:0:ffff::1")));
        assertFalse(prefix.contains(address("2001:db8:0:7fff::1")));
        assertTrue(Network.parse("::/0").orElseThrow().contains(address("1.2.3.4")));
        assertTrue(Network.parse("1.2.3.4").orElseThrow().contains(address("1.2.3.4")));
        for (String wrong :
                new String[] {"1.2.3.4/33", "::/129", "1.2.3.4/", "1.2.3.4/-1", "/24", "x/1", "1.2.3.4/24/2"}) {
            assertEquals(Optional.empty(), Network.parse(wrong), wrong);
        }
    }

    @Test
    void onlyOneMachinesAddressesAreOfOne() {
        for (String text :
                new String[] {"0.0.0.0", "224.0.0.251", "255.255.255.255", "192.168.1.255", "::", "::1", "ff02::1"}) {
            assertFalse(address(text).isOfOne(), text);
        }
        assertTrue(address("192.168.1.20").isOfOne());
        assertTrue(address("fe80::1").isOfOne());
        assertTrue(address("fe80::1").isLinkLocal());
        assertTrue(address("169.254.3.4").isLinkLocal());
        assertFalse(address("2001:db8::1").isLinkLocal());
    }
}
