package dev.domovoi.app.scoring;

import dev.domovoi.score.Judge;
import dev.domovoi.score.baseline.Forest;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.baseline.Level;
import dev.domovoi.score.baseline.Range;
import dev.domovoi.score.baseline.Repetition;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.model.WeightsFile.Member;
import dev.domovoi.score.plug.Foresight;
import dev.domovoi.score.plug.Panel;
import dev.domovoi.score.plug.PlugScorer;
import dev.domovoi.score.stream.Committee;
import dev.domovoi.score.stream.StreamScorer;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// Makes the judge of a stream: the one place that knows which scorers there are.
///
/// `members` are the weights that a transformer is made of.
public record Scorers(Kind kind, Choice choice, ZoneId zone, List<Member> members) {
    private static final String DIALECT = "csv";

    /// What the numbers are.
    public enum Kind {
        /// Watts of one plug.
        POWER,
        /// Any number.
        GENERIC
    }

    /// Who judges.
    public enum Choice {
        /// The best there is for the kind.
        AUTO,
        TRANSFORMER,
        /// The hour of the week.
        BASELINE,
        FOREST,
        RANGE,
        LEVEL
    }

    /// A judge and the name that is told with its scores.
    public record Named(String name, Judge judge) {}

    public Scorers {
        members = List.copyOf(members);
        if (members.stream().noneMatch(WeightsFile.Values.class::isInstance)) {
            throw new ScoringException("weights: expected a model of values among them, got " + members.size()
                    + " members of another kind; make a file with 'domovoi train'");
        }
    }

    /// Whether a judge may be made of the weights: by itself also of watts, in steps too long for the plug scorer.
    public boolean mayAskTransformer() {
        return choice == Choice.TRANSFORMER || choice == Choice.AUTO;
    }

    /// The stream of a file, or of `number` where its name cannot name a device.
    public StreamId stream(String file, int number) {
        String name = DeviceId.isName(file) ? file : "file " + number;
        Quantity quantity = switch (kind) {
            case POWER -> Quantity.POWER;
            case GENERIC -> Quantity.VALUE;
        };
        return new StreamId(Source.whole(new DeviceId(DIALECT, name)), quantity);
    }

    /// A judge that has seen nothing yet.
    public Named begin(StreamId stream, Duration tick) {
        return switch (choice) {
            case AUTO ->
                isPlug(tick) ? new Named("plug", new PlugScorer(stream, zone, tick)) : transformer(stream, tick);
            case TRANSFORMER -> isPlug(tick) ? eventNetwork(stream, tick) : transformer(stream, tick);
            case BASELINE -> new Named("hour_of_week", new Repetition(new HourOfWeek(stream, zone, tick)));
            case FOREST -> new Named("forest", new Repetition(new Forest(stream, tick)));
            case RANGE -> new Named("range", new Range(stream, tick));
            case LEVEL -> new Named("level", new Repetition(new Level(stream, tick)));
        };
    }

    private boolean isPlug(Duration tick) {
        return kind == Kind.POWER && tick.compareTo(PlugScorer.LONGEST_TICK) <= 0;
    }

    /// The plug's channels with those of a network that foretells its events; it serves one thread only.
    private Named eventNetwork(StreamId stream, Duration tick) {
        Foresight foresight = members.stream()
                .filter(WeightsFile.Events.class::isInstance)
                .map(WeightsFile.Events.class::cast)
                .findFirst()
                .map(events -> Foresight.learned(Kernels.best(), events))
                .orElseThrow(() -> new ScoringException("weights: expected a model of plug events among them, got "
                        + members.size() + " members without; make a file with 'domovoi train'"));
        return new Named("transformer", new PlugScorer(stream, zone, tick, new Panel.PowerAndEvents(foresight)));
    }

    /// A committee serves one thread only, so each judge has its own; the weights are shared.
    private Named transformer(StreamId stream, Duration tick) {
        Committee committee = new Committee(Kernels.best(), members);
        return new Named("transformer", new StreamScorer(stream, zone, tick, committee));
    }
}
