package dev.domovoi.app.scoring;

import dev.domovoi.app.scoring.Scorers.Named;
import dev.domovoi.score.Judgement;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;

/// Scores one file as one stream, row by row, each before it is learned from.
final class FileRun implements Callable<FileRun.Outcome> {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputFile file;
    private final StreamId stream;
    private final Wish wish;
    private final LongAdder rows;
    private final Troubles troubles;
    private final Timestamps times;
    private final List<String> alarms = new ArrayList<>();
    private Optional<Judgement> newest = Optional.empty();
    private Instant newestTime = Instant.MIN;

    /// What came of it.
    sealed interface Outcome {
        /// The alarms as lines of JSON in order of time, and what was wrong with single rows.
        record Scored(List<String> alarms, Troubles troubles) implements Outcome {}

        /// Nothing was written.
        record Failed(String why) implements Outcome {}
    }

    /// `number` is the file's place among all, `rows` counts what is done.
    FileRun(InputFile file, int number, Wish wish, LongAdder rows) {
        this.file = file;
        this.stream = wish.scorers().stream(file.name(), number);
        this.wish = wish;
        this.rows = rows;
        this.troubles = new Troubles(file.path().toString());
        this.times = new Timestamps(wish.scorers().zone());
    }

    @Override
    public Outcome call() {
        Path aside = file.target().resolveSibling(file.target().getFileName() + ".part");
        long line = 0;
        try (CsvReader reader = new CsvReader(file.path())) {
            try {
                write(reader, aside);
            } catch (IOException failed) {
                line = reader.line();
                throw failed;
            }
            Files.move(aside, file.target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Outcome.Scored(alarms, troubles);
        } catch (IOException failed) {
            String place = line > 0 ? ":" + line : "";
            return new Outcome.Failed(file.path() + place + ": " + failed.getMessage() + removed(aside));
        }
    }

    private static String removed(Path aside) {
        try {
            Files.deleteIfExists(aside);
            return "";
        } catch (IOException stays) {
            return "; " + aside + " stays behind: " + stays.getMessage();
        }
    }

    private void write(CsvReader reader, Path aside) throws IOException {
        Files.createDirectories(java.util.Objects.requireNonNull(aside.getParent()));
        aside.toFile().deleteOnExit(); // where Ctrl-C ends it
        CsvRecord header = reader.next().orElseThrow(() -> new IOException("expected a header, got nothing"));
        String lineEnd = reader.lineEnd();
        Columns columns = Columns.of(header)
                .orElseThrow(() -> new IOException("expected the columns timestamp and value, got " + header.text()));
        List<Row> first = first(reader, columns);
        Spacing spacing =
                Spacing.of(first.stream().flatMap(row -> row.at().stream()).toList(), wish.tick());
        Named scorer = wish.scorers().begin(stream, spacing.tick());
        ScoreText text = new ScoreText(
                scorer.name(), wish.showsChannels() ? scorer.judge().channels() : List.of());
        Episodes episodes = new Episodes(scorer.judge().recovery());
        Ticks ticks = new Ticks(stream, spacing);
        try (Writer out = writer(aside)) {
            out.append(header.text()).append(text.header()).append(lineEnd);
            for (Row row : first) {
                write(row, columns, judged(row, ticks, scorer, episodes, text), lineEnd, out);
            }
            first.clear();
            for (Optional<CsvRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                Row row = Row.read(next.get(), columns, times);
                write(row, columns, judged(row, ticks, scorer, episodes, text), lineEnd, out);
            }
        }
    }

    private List<Row> first(CsvReader reader, Columns columns) throws IOException {
        List<Row> first = new ArrayList<>();
        while (first.size() < Spacing.LOOKED_AT) {
            Optional<CsvRecord> next = reader.next();
            if (next.isEmpty()) {
                break;
            }
            first.add(Row.read(next.get(), columns, times));
        }
        return first;
    }

    private Writer writer(Path aside) throws IOException {
        OutputStream bytes = Files.newOutputStream(aside);
        try {
            OutputStream whole =
                    file.target().toString().endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER_BYTES) : bytes;
            return new BufferedWriter(new OutputStreamWriter(whole, StandardCharsets.ISO_8859_1), BUFFER_BYTES);
        } catch (IOException failed) {
            bytes.close();
            throw failed;
        }
    }

    /// The added columns of a row with too many fields would stand under the wrong names: it goes out as it came.
    private void write(Row row, Columns columns, String added, String lineEnd, Writer out) throws IOException {
        rows.increment();
        out.append(row.record().text());
        if (row.fields() <= columns.width()) {
            out.append(",".repeat(columns.width() - row.fields())).append(added);
        }
        out.append(lineEnd);
    }

    private String judged(Row row, Ticks ticks, Named scorer, Episodes episodes, ScoreText text) {
        if (!row.why().isEmpty()) {
            troubles.at(row.record().line(), row.why());
            return text.nothing();
        }
        if (row.value().isEmpty()) {
            troubles.withoutValue();
            return text.nothing();
        }
        Instant at = row.at().orElseThrow();
        if (at.isBefore(newestTime)) {
            troubles.at(row.record().line(), "timestamp: expected none before " + newestTime + ", got " + at);
            return text.nothing();
        }
        newestTime = at;
        Optional<Tick> tick = ticks.accept(at, row.value().getAsDouble());
        if (tick.isEmpty()) {
            return text.between(newest);
        }
        newest = scorer.judge().judge(tick.get(), wish.alarmsPerWeek());
        newest.ifPresent(judgement -> noteAlarm(judgement, row, at, scorer, episodes));
        return text.of(newest);
    }

    private void noteAlarm(Judgement judgement, Row row, Instant at, Named scorer, Episodes episodes) {
        if (episodes.beginsAt(at, judgement.alarms())) {
            String channel = scorer.judge().channels().get(judgement.channel());
            String why = scorer.judge().why(judgement);
            alarms.add(AlarmLine.of(file.name(), CsvRecord.decoded(row.time()), judgement, channel, why));
        }
    }
}
