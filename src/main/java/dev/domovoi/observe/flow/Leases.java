package dev.domovoi.observe.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Flow.Client;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which address belongs to which machine, as leases, neighbours and the records themselves tell. A machine may have
/// many addresses, as with the privacy addresses of IPv6; what was heard last holds, and the oldest is forgotten first.
public final class Leases {
    static final int MOST_ADDRESSES = 8192;

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final String NOBODY = "00:00:00:00:00:00";

    private final Map<Address, String> macs = new LinkedHashMap<>(16, 0.75f, true);

    /// A MAC in small letters; empty where the text is none, or nobody's.
    public static Optional<String> mac(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return MAC.matcher(small).matches() && !small.equals(NOBODY) ? Optional.of(small) : Optional.empty();
    }

    /// The MAC must be one, see [#mac].
    public void learn(Address address, String mac) {
        if (mac.equals(macs.get(address))) {
            return; // nothing new is made of what is said with every record
        }
        macs.put(address, mac);
        if (macs.size() > MOST_ADDRESSES) {
            macs.remove(macs.keySet().iterator().next());
        }
    }

    /// The machine with that address.
    public Client client(Address address) {
        return new Client(address, macs.getOrDefault(address, ""));
    }
}
