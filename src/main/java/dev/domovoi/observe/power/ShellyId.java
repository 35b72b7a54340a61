package dev.domovoi.observe.power;

import java.util.Locale;
import java.util.regex.Pattern;

/// How Shelly names its devices and numbers their parts.
final class ShellyId {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern SHAPE = Pattern.compile("shelly[a-z0-9]+-[a-z0-9-]{1,40}", Pattern.CASE_INSENSITIVE);

    /// Model and at least half a MAC: no person picks such a name by chance.
    private static final Pattern EXACT = Pattern.compile("shelly[a-z0-9]+-[0-9a-f]{6,12}", Pattern.CASE_INSENSITIVE);

    private static final Pattern GEN2_MODEL =
            Pattern.compile("shelly(?:plus|pro|pmmini|[a-z0-9]+g[34])[a-z0-9]*-.*", Pattern.CASE_INSENSITIVE);

    private ShellyId() {}

    /// Whether the text numbers a relay, meter or component: 0 to 999, no sign, no leading zero.
    static boolean isIndex(String text) {
        return INDEX.matcher(text).matches();
    }

    /// Whether the last level of the prefix looks like a factory name.
    static boolean isShaped(String prefix) {
        return SHAPE.matcher(lastLevel(prefix)).matches();
    }

    /// Whether the last level of the prefix is a factory name of a model after the first generation.
    static boolean isGen2Model(String prefix) {
        return isShaped(prefix) && GEN2_MODEL.matcher(lastLevel(prefix)).matches();
    }

    /// Whether a message from `source` may stand below the prefix. Prefixes are free text, so only one that spells a
    /// factory name can disagree.
    static boolean agrees(String prefix, String source) {
        String own = lastLevel(prefix);
        return !EXACT.matcher(own).matches() || own.toLowerCase(Locale.ROOT).equals(source.toLowerCase(Locale.ROOT));
    }

    private static String lastLevel(String prefix) {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }
}
