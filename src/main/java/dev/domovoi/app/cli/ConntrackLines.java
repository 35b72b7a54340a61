package dev.domovoi.app.cli;

import dev.domovoi.app.flows.ConntrackLine;
import dev.domovoi.app.flows.TextLines;
import dev.domovoi.observe.flow.Conntrack;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What Domovoi makes of a connection table, one line of JSON for each of its lines.
final class ConntrackLines {
    private ConntrackLines() {}

    /// The output is flushed, not closed.
    static int run(InputStream input, OutputStream output) throws IOException {
        TextLines lines = new TextLines(input);
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            writer.write(ConntrackLine.of(lines.number(), Conntrack.parse(line.get())));
            writer.write('\n');
        }
        writer.flush();
        return 0;
    }
}
