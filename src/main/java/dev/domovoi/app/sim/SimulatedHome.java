package dev.domovoi.app.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.recording.RecordingWriter;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.zip.GZIPOutputStream;

/// The demo's home as its broker sees it: every appliance behind a smart plug of one of four dialects.
///
/// The same zone and seed give the same home. The plugs count on, so that its past is told first and its present
/// after, by one thread at a time.
public final class SimulatedHome {
    static final String ZIGBEE_BASE = "zigbee2mqtt";
    private static final Duration PAST_HEARTBEAT = Duration.ofMinutes(5);
    private static final long LOOK_SECONDS = 60;

    /// Plugs do not speak in the same second.
    private static final long STAGGER_SECONDS = 5;

    private static final int PACKING_BYTES = 1 << 16;

    private final DemoHome appliances;
    private final SortedMap<String, SimulatedPlug> plugs = new TreeMap<>();

    private SimulatedHome(DemoHome appliances, List<SimulatedPlug> plugs) {
        this.appliances = appliances;
        plugs.forEach(plug -> this.plugs.put(plug.name(), plug));
        if (!this.plugs.keySet().equals(appliances.appliances().keySet())) {
            throw new IllegalStateException("every appliance needs one plug, but the appliances are "
                    + appliances.appliances().keySet() + " and the plugs " + this.plugs.keySet());
        }
    }

    public static SimulatedHome of(ZoneId zone, long seed) {
        List<SimulatedPlug> plugs = new ArrayList<>(List.of(
                SimulatedPlug.tasmota("freezer", zone),
                SimulatedPlug.tasmota("washing_machine", zone),
                SimulatedPlug.tasmota("floor_lamp", zone),
                SimulatedPlug.shellyGen1("microwave"),
                SimulatedPlug.shellyGen1("tv"),
                SimulatedPlug.shellyGen2("kettle"),
                SimulatedPlug.shellyGen2("nas")));
        plugs.addAll(new ZigbeeBridge(ZIGBEE_BASE, List.of("bathroom_heater", "dishwasher")).plugs());
        return new SimulatedHome(DemoHome.of(zone, seed), plugs);
    }

    /// The plugs by the name of their appliance.
    public SortedMap<String, SimulatedPlug> plugs() {
        return Collections.unmodifiableSortedMap(plugs);
    }

    /// What the appliances want at any time, by name.
    SortedMap<String, AppliancePower> appliances() {
        return appliances.appliances();
    }

    /// Tells the home's past in order of time: each plug's hello, then what it published on change and every five
    /// minutes. The progress goes from 0 to 1. Returns the number of messages.
    public long tellPast(Instant from, Instant to, Consumer<Message> out, DoubleConsumer progress) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the past must begin before it ends, was " + from + " to " + to);
        }
        List<PastPlug> past = new ArrayList<>();
        for (SimulatedPlug plug : plugs.values()) {
            AppliancePower power = appliances.appliance(plug.name()).orElseThrow();
            past.add(new PastPlug(plug, power, new PublishingRule(PAST_HEARTBEAT), past.size() * STAGGER_SECONDS));
        }
        long told = 0;
        for (PastPlug plug : past) {
            told += tell(from, plug.plug.hello(from), out);
        }
        long seconds = Duration.between(from, to).toSeconds();
        for (long second = 0; second < seconds; second += LOOK_SECONDS) {
            for (PastPlug plug : past) {
                Instant at = from.plusSeconds(second + plug.offsetSeconds);
                told += at.isBefore(to) ? tell(at, plug.reports(at), out) : 0;
            }
            progress.accept(Math.min(1, (second + LOOK_SECONDS) / (double) seconds));
        }
        return told;
    }

    /// Writes the home's past as a recording, packed with gzip. Returns the number of messages.
    public long writePast(Path file, Instant from, Instant to, DoubleConsumer progress) throws IOException {
        try (RecordingWriter recording =
                new RecordingWriter(new GZIPOutputStream(Files.newOutputStream(file), PACKING_BYTES))) {
            return tellPast(from, to, message -> write(recording, message), progress);
        } catch (UncheckedIOException full) {
            throw new IOException("cannot write the past to " + file, full.getCause());
        }
    }

    private static void write(RecordingWriter recording, Message message) {
        try {
            recording.write(message);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long tell(Instant at, List<Outgoing> messages, Consumer<Message> out) {
        for (Outgoing message : messages) {
            out.accept(new Message(at, message.topic(), message.payload().getBytes(UTF_8), message.retained()));
        }
        return messages.size();
    }

    private record PastPlug(SimulatedPlug plug, AppliancePower power, PublishingRule rule, long offsetSeconds) {
        List<Outgoing> reports(Instant at) {
            double watts = power.watts(at);
            return rule.publishes(at, plug.isOn() ? watts : 0) ? plug.report(at, watts) : List.of();
        }
    }
}
