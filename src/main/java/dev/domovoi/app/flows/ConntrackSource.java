package dev.domovoi.app.flows;

import dev.domovoi.observe.flow.ConnectionTable;
import dev.domovoi.observe.flow.Conntrack;
import dev.domovoi.observe.flow.Conntrack.Bad;
import dev.domovoi.observe.flow.Conntrack.Entry;
import dev.domovoi.signal.Flow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A listing of a connection table, of the time when its file was last changed, or events with times of their own.
final class ConntrackSource implements Source {
    /// A listing is compared as a whole; a home router holds at most 16384 connections.
    static final int MOST_LINES = 65_536;

    private final String name;
    private final TextLines lines;
    private final ConnectionTable table;
    private final Troubles troubles;
    private final Instant listed;
    private Optional<Conntrack> next = Optional.empty();
    private Instant time;

    ConntrackSource(Path file, ConnectionTable table, Troubles troubles) throws IOException {
        this.name = file.toString();
        this.table = table;
        this.troubles = troubles;
        this.listed = Files.getLastModifiedTime(file).toInstant();
        this.time = listed;
        this.lines = new TextLines(Files.newInputStream(file));
        advance();
    }

    private Optional<String> read() {
        try {
            return lines.next();
        } catch (IOException unreadable) {
            throw FlowsException.at(name, lines.number() + 1, unreadable);
        }
    }

    @Override
    public Optional<Instant> time() {
        return next.map(_ -> time);
    }

    @Override
    public void take(Ordered ordered) {
        if (next.orElseThrow().event().isPresent()) {
            table.event(time, next.get()).ifPresent(ordered::add);
            advance();
            return;
        }
        List<Conntrack> listing = new ArrayList<>();
        while (next.isPresent() && next.get().event().isEmpty()) {
            if (listing.size() == MOST_LINES) {
                throw new FlowsException(
                        name + ":" + lines.number() + ": expected at most " + MOST_LINES + " connections");
            }
            listing.add(next.get());
            advance();
        }
        for (Flow flow : table.list(listed, listing)) {
            ordered.add(flow);
        }
    }

    private void advance() {
        next = Optional.empty();
        for (Optional<String> line = read(); line.isPresent(); line = read()) {
            switch (Conntrack.parse(line.get())) {
                case Entry(Conntrack connection) -> {
                    next = Optional.of(connection);
                    time = connection.eventTime().map(ConntrackSource::instant).orElse(listed);
                    return;
                }
                case Bad bad -> troubles.at(name, lines.number(), bad.problem().toString());
            }
        }
    }

    private static Instant instant(String seconds) {
        BigDecimal exact = new BigDecimal(seconds);
        long whole = exact.longValue();
        return Instant.ofEpochSecond(
                whole,
                exact.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
