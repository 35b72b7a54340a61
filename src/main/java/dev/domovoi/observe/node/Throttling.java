package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Condition;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What slows a Raspberry Pi's processor down, now and since the start, as a mask of bits in hexadecimal.
///
/// Only the vendor's kernel has the file. The driver behind [SupplyVoltage] clears the bits of what was seen when it
/// asks, so that they may read 0 soon after an event.
final class Throttling implements NodeSignal {
    private static final Pattern MASK = Pattern.compile("(?:throttled=)?(?:0[xX])?([0-9a-fA-F]{1,8})");
    private static final int SEEN_SHIFT = 16;
    private static final List<String> CAUSES = List.of("undervoltage", "freq_capped", "throttled", "soft_temp_limit");

    @Override
    public List<Place> places() {
        return List.of(
                Place.of("/sys/devices/platform/soc*/soc*:firmware/get_throttled"),
                Place.of("/sys/devices/platform/soc*:firmware/get_throttled"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        NodeFile file = files.getFirst();
        Matcher matcher = MASK.matcher(file.trimmed());
        if (!matcher.matches()) {
            report.problem(file.path(), "a mask of at most 32 bits in hexadecimal", file.trimmed());
            return;
        }
        int mask = Integer.parseUnsignedInt(matcher.group(1), 16);
        for (int bit = 0; bit < CAUSES.size(); bit++) {
            String cause = CAUSES.get(bit);
            report.holds(cause + "_now", Condition.THROTTLED, (mask >> bit & 1) == 1);
            report.holds(cause + "_seen", Condition.THROTTLED, (mask >> (bit + SEEN_SHIFT) & 1) == 1);
        }
    }
}
