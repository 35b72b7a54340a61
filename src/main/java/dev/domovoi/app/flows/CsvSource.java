package dev.domovoi.app.flows;

import dev.domovoi.app.scoring.CsvReader;
import dev.domovoi.app.scoring.CsvRecord;
import dev.domovoi.signal.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The connections of one CSV file, one after the other.
final class CsvSource implements Source {
    private final String name;
    private final CsvReader reader;
    private final FlowColumns columns;
    private final Surroundings surroundings;
    private final Troubles troubles;
    private Optional<Row> next = Optional.empty();

    CsvSource(Path file, Surroundings surroundings, Troubles troubles) throws IOException {
        this.name = file.toString();
        this.surroundings = surroundings;
        this.troubles = troubles;
        this.reader = new CsvReader(file);
        try {
            CsvRecord header =
                    read().orElseThrow(() -> new FlowsException(name + ":1: expected a header, got nothing"));
            this.columns = FlowColumns.of(name, header);
            advance();
        } catch (FlowsException unreadable) {
            reader.close();
            throw unreadable;
        }
    }

    private Optional<CsvRecord> read() {
        try {
            return reader.next();
        } catch (IOException unreadable) {
            throw FlowsException.at(name, reader.line(), unreadable);
        }
    }

    @Override
    public Optional<Instant> time() {
        return next.map(Row::begin);
    }

    @Override
    public void take(Ordered ordered) {
        Row row = next.orElseThrow();
        Optional<Half> half = Half.of(row, surroundings);
        if (half.isPresent()) {
            half.get().opening(row).ifPresent(ordered::add);
            ordered.add(half.get().closing(row));
        }
        advance();
    }

    private void advance() {
        next = Optional.empty();
        for (Optional<CsvRecord> record = read(); record.isPresent(); record = read()) {
            try {
                next = Optional.of(Row.read(record.get(), columns));
                return;
            } catch (Row.Unreadable wrong) {
                troubles.at(name, record.get().line(), String.valueOf(wrong.getMessage()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
