package dev.domovoi.observe.node;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// A whole number as the kernel writes its counters: digits only, at most as many as 64 bits need.
final class Count {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

    private Count() {}

    static OptionalDouble of(String text) {
        return DIGITS.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
