package dev.domovoi.app.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// The recorded appliances that ship with the demo: four weeks from a Monday midnight, in runs of minutes at one
/// power.
final class RecordedTraces {
    static final String RESOURCE = "/demo/refit-house2.csv.gz";

    /// Far above what the file holds; a longer one is not ours.
    private static final int MOST_LINES = 100_000;

    private RecordedTraces() {}

    /// The replayed appliances by name, their weekdays and hours aligned to the zone's.
    static Map<String, AppliancePower> load(ZoneId zone) {
        Map<String, List<ReplayedTrace.Run>> runs = new TreeMap<>();
        try (InputStream packed = RecordedTraces.class.getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                throw new IllegalStateException("the program lacks its resource " + RESOURCE + "; build it again");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), UTF_8));
            lines.lines().skip(1).limit(MOST_LINES).forEach(line -> add(runs, line));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the program's own resource " + RESOURCE, e);
        }
        Map<String, AppliancePower> traces = new TreeMap<>();
        runs.forEach((name, trace) -> traces.put(name, new ReplayedTrace(zone, trace)));
        return traces;
    }

    private static void add(Map<String, List<ReplayedTrace.Run>> runs, String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 3) {
            throw new IllegalStateException(
                    "[" + RESOURCE + "] expected appliance,start_minute,watts, got \"" + line + "\"");
        }
        runs.computeIfAbsent(fields[0], name -> new ArrayList<>())
                .add(new ReplayedTrace.Run(Integer.parseInt(fields[1]), Integer.parseInt(fields[2])));
    }
}
