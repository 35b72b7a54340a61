package dev.domovoi.observe.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PointerTest {
    private static final Json DOCUMENT = assertInstanceOf(
                    Json.Ok.class,
                    Json.read("{\"a\":[1,{\"b\":2}],\"m/n\":3,\"m~n\":4,\"\":5,\"0\":6}"
                            .getBytes(StandardCharsets.UTF_8)))
            .value();

    @Test
    void leadsThroughObjectsArraysAndEscapedNames() {
        assertEquals(Optional.of(new Json.Num(1)), Pointer.parse("/a/0").in(DOCUMENT));
        assertEquals(Optional.of(new Json.Num(2)), Pointer.parse("/a/1/b").in(DOCUMENT));
        assertEquals(Optional.of(new Json.Num(3)), Pointer.parse("/m~1n").in(DOCUMENT));
        assertEquals(Optional.of(new Json.Num(4)), Pointer.parse("/m~0n").in(DOCUMENT));
        assertEquals(Optional.of(new Json.Num(5)), Pointer.parse("/").in(DOCUMENT));
        assertEquals(Optional.of(new Json.Num(6)), Pointer.parse("/0").in(DOCUMENT));
        assertEquals(Optional.of(DOCUMENT), Pointer.WHOLE.in(DOCUMENT));
    }

    @Test
    void endsInNothingWhereTheDocumentHasNoSuchPlace() {
        for (String text : List.of("/x", "/a/2", "/a/00", "/a/-1", "/a/-", "/a/0/x", "/a/99999999999", "/m~01n")) {
            assertEquals(Optional.empty(), Pointer.parse(text).in(DOCUMENT), text);
        }
    }

    @Test
    void isWrittenAsItWasRead() {
        assertEquals("/m~1n/~0/0", Pointer.parse("/m~1n/~0/0").toString());
    }

    @Test
    void whatIsNoPointerIsRefused() {
        for (String text : List.of("", "a", "a/b", "/a~2", "/a~", "/a".repeat(17))) {
            assertThrows(IllegalArgumentException.class, () -> Pointer.parse(text), text);
        }
    }
}
