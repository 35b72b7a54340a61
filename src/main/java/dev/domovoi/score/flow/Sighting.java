package dev.domovoi.score.flow;

import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import java.util.List;

/// A behaviour that shows. `subject` says what else must be the same for it to be the same thing again; it is empty
/// where one of the kind is enough for a client.
record Sighting(Kind kind, String subject, Severity severity, List<Fact> evidence, String why) {}
