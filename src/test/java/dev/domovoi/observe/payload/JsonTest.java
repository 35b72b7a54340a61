package dev.domovoi.observe.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of JSON is read, and what is refused.
final class JsonTest {
    @Test
    void keepsMembersInOrderAndOfDuplicatesTheLast() {
        Json.Obj read = object("{\"b\":1,\"a\":[true,null,\"x\"],\"b\":2.5e1}");

        assertEquals(List.of("b", "a"), List.copyOf(read.members().keySet()));
        assertEquals(new Json.Num(25), read.member("b").orElseThrow());
        assertEquals(
                new Json.Arr(List.of(new Json.Bool(true), new Json.Null(), new Json.Text("x"))),
                read.member("a").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "-nan", "inf", "-inf", "Infinity", "-Infinity"})
    void readsBareNonFiniteWordsAsNullAndKeepsTheOtherMembers(String word) {
        Json.Obj read = object("{\"t\": " + word + ",\"text\":\"a \\\" nan, inf\",\"list\":[" + word + "],\"p\":5}");

        assertEquals(new Json.Null(), read.member("t").orElseThrow());
        assertEquals(new Json.Text("a \" nan, inf"), read.member("text").orElseThrow());
        assertEquals(new Json.Arr(List.of(new Json.Null())), read.member("list").orElseThrow());
        assertEquals(new Json.Num(5), read.member("p").orElseThrow());
    }

    @Test
    void acceptsAByteOrderMark() {
        assertEquals(new Json.Num(5), object("\uFEFF{\"p\":5}").member("p").orElseThrow());
    }

    static Stream<String> refused() {
        return Stream.of(
                "",
                " \n",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\":1}\0\0garbage",
                "{\"a\":1} // note",
                "{\"a\":/* note */1}",
                "{\"a\":1,}",
                "{\"a\":26",
                "{\"a\":nanny}",
                "{nan:1}",
                "{\"a\":0x10}",
                "{'a':1}",
                "]",
                "\u001f\u008b",
                "9".repeat(100_000),
                "{\"a\":0." + "1".repeat(200) + "}",
                "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000),
                "[".repeat(500_000),
                "[" + "1,".repeat(250_000) + "1]",
                "\"" + "x".repeat(1 << 20) + "\"");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoJsonOrBeyondALimit(String text) {
        assertInstanceOf(Json.Bad.class, Json.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertInstanceOf(Json.Bad.class, Json.read(new byte[] {'"', (byte) 0xff, '"'}));
    }

    @Test
    void acceptsADocumentOfExactlyTheLargestSize() {
        String text = "\"" + "x".repeat(JsonReader.MAX_PAYLOAD_BYTES - 2) + "\"";

        assertInstanceOf(Json.Ok.class, Json.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void takesNumbersAndPlainDecimalTextForNumbersAndNothingElse() {
        assertEquals(OptionalDouble.of(12.3), Json.number(new Json.Text("12.3")));
        assertEquals(OptionalDouble.of(-5), Json.number(new Json.Num(-5)));
        for (Json other : List.of(new Json.Bool(true), new Json.Null(), new Json.Num(Double.POSITIVE_INFINITY))) {
            assertEquals(OptionalDouble.empty(), Json.number(other), other.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "12d", "1f", "0x1p5", "1,234.5", "NaN", "inf", "1e400", "1.", ".5", "--1", "1 2", "٣"})
    void refusesTextThatIsNoPlainDecimal(String text) {
        assertEquals(OptionalDouble.empty(), Decimal.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "+12.5", " 12.5\n", "1.25e1", "125E-1"})
    void acceptsEveryFormOfAPlainDecimal(String text) {
        assertEquals(OptionalDouble.of(12.5), Decimal.parse(text));
    }

    private static Json.Obj object(String text) {
        Json.Ok read = assertInstanceOf(Json.Ok.class, Json.read(text.getBytes(StandardCharsets.UTF_8)));
        return assertInstanceOf(Json.Obj.class, read.value());
    }
}
