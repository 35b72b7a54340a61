package dev.domovoi.signal;

import java.util.Optional;

/// An address of the internet protocol, of version 4 or 6; version 4 lies in ::ffff:0:0/96, as in the sockets of both.
public record Address(long high, long low) {
    private static final int MOST_CHARS = 39;
    private static final int GROUPS = 8;
    private static final long V4_PREFIX = 0xffffL << 32;
    private static final long LOW_32 = 0xffff_ffffL;

    /// The address that a text spells, in full or shortened; names and zones are none.
    public static Optional<Address> parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARS) {
            return Optional.empty();
        }
        return text.indexOf(':') >= 0 ? version6(text) : version4(text).map(Address::ofVersion4);
    }

    public static Address ofVersion4(long bits) {
        return new Address(0, V4_PREFIX | (bits & LOW_32));
    }

    private static Optional<Long> version4(String text) {
        String[] parts = text.split("\\.", -1);
        long bits = 0;
        for (String part : parts) {
            int value = number(part, 10, 3);
            if (value < 0 || value > 255) {
                return Optional.empty();
            }
            bits = (bits << 8) | value;
        }
        return parts.length == 4 ? Optional.of(bits) : Optional.empty();
    }

    private static Optional<Address> version6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text);
            return groups.length == GROUPS ? Optional.of(of(groups)) : Optional.empty();
        }
        int[] front = gap == 0 ? new int[0] : groups(text.substring(0, gap));
        String rest = text.substring(gap + 2);
        int[] back = rest.isEmpty() ? new int[0] : groups(rest);
        boolean isWrong = (front.length == 0 && gap > 0) || (back.length == 0 && !rest.isEmpty());
        if (isWrong || front.length + back.length >= GROUPS) {
            return Optional.empty();
        }
        int[] all = new int[GROUPS];
        System.arraycopy(front, 0, all, 0, front.length);
        System.arraycopy(back, 0, all, GROUPS - back.length, back.length);
        return Optional.of(of(all));
    }

    /// Empty where one of them is none.
    private static int[] groups(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > GROUPS) {
            return new int[0];
        }
        int[] groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            groups[i] = number(parts[i], 16, 4);
            if (groups[i] < 0) {
                return new int[0];
            }
        }
        return groups;
    }

    private static Address of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = (high << 16) | groups[i];
            low = (low << 16) | groups[GROUPS / 2 + i];
        }
        return new Address(high, low);
    }

    /// -1 for anything but one to `most` digits.
    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    public boolean isVersion4() {
        return high == 0 && (low >>> 32) == 0xffff;
    }

    /// Whether one machine can have it: neither a group, nor everybody, nor nobody.
    public boolean isOfOne() {
        if (isVersion4()) {
            long first = (low >>> 24) & 0xff;
            return first > 0 && first < 224 && (low & 0xff) != 0xff;
        }
        return (high >>> 56) != 0xff && (high != 0 || low > 1);
    }

    /// Whether it holds on one link only, as one of the addresses of every machine of version 6 does.
    public boolean isLinkLocal() {
        return isVersion4() ? (low & 0xffff_0000L) == 0xa9fe_0000L : (high >>> 54) == 0x3fa;
    }

    @Override
    public String toString() {
        return isVersion4()
                ? ((low >>> 24) & 0xff) + "." + ((low >>> 16) & 0xff) + "." + ((low >>> 8) & 0xff) + "." + (low & 0xff)
                : shortened();
    }

    private int group(int index) {
        return (int) (((index < 4 ? high : low) >>> (48 - 16 * (index & 3))) & 0xffff);
    }

    /// The longest run of two or more zero groups is left out.
    private String shortened() {
        int from = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder(MOST_CHARS);
        for (int i = 0; i < GROUPS; i++) {
            if (length > 1 && i == from) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }
}
