package dev.domovoi.score.train;

import dev.domovoi.score.model.EventModel;
import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.EventWindow;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.token.Event;
import dev.domovoi.score.token.Grain;
import dev.domovoi.score.token.UsualDurations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Made-up homes that no model learns from: what a model of events is worth on them, beside its table alone.
public final class HeldOutHomes {
    private static final long SEED = 0x68_65_6C_64L;
    private static final int SPAN = 128;
    private static final int LEAST_EVENTS = 3;

    private final EventShape shape;
    private final List<Stream> streams = new ArrayList<>();

    private record Stream(PlugKind kind, Grain grain, EventWindow window) {}

    /// Nats an event on some streams: of durations and of next levels, by the table and by the model; and the same as
    /// the mean over streams.
    public record Figures(
            int streams,
            int events,
            double table,
            double tableNext,
            double net,
            double netNext,
            double tableByStream,
            double netByStream) {}

    /// So many homes; what is usual is that of the member.
    public HeldOutHomes(EventShape shape, UsualDurations usual, int homes) {
        this.shape = shape;
        for (int i = 0; i < homes; i++) {
            for (Home.Plug plug : HomeMaker.make(Seeds.mixed(SEED, i)).plugs()) {
                for (Grain grain : Grain.values()) {
                    List<Event> events = plug.events(grain);
                    if (events.size() >= LEAST_EVENTS) {
                        streams.add(new Stream(plug.kind(), grain, HomePool.read(shape, usual, grain, events, 0)));
                    }
                }
            }
        }
    }

    /// The figures of these weights by kind and grain of stream, by grain, and of all.
    public Map<String, Figures> figures(float[] weights) {
        int most =
                streams.stream().mapToInt(stream -> stream.window.count).max().orElse(1);
        EventModel model = new EventModel(Kernels.best(), shape, new Span(SPAN, 0), most);
        float[] table = Initial.weights(shape.layout(), shape.size(), 0);
        Map<String, Sum> sums = new TreeMap<>();
        for (Stream stream : streams) {
            double[] byTable = model.nats(table, stream.window);
            double[] byNet = model.nats(weights, stream.window);
            for (String of : List.of("all", "all " + stream.grain, stream.kind + " " + stream.grain)) {
                sums.computeIfAbsent(of, _ -> new Sum()).add(byTable, byNet, stream.window.count);
            }
        }
        Map<String, Figures> figures = new TreeMap<>();
        sums.forEach((kind, sum) -> figures.put(kind, sum.figures()));
        return figures;
    }

    private static final class Sum {
        private final double[] table = new double[2];
        private final double[] net = new double[2];
        private double tableByStream;
        private double netByStream;
        private int streams;
        private int events;

        void add(double[] byTable, double[] byNet, int count) {
            for (int i = 0; i < 2; i++) {
                table[i] += byTable[i];
                net[i] += byNet[i];
            }
            tableByStream += (byTable[0] + byTable[1]) / count;
            netByStream += (byNet[0] + byNet[1]) / count;
            streams++;
            events += count;
        }

        Figures figures() {
            return new Figures(
                    streams,
                    events,
                    table[0] / events,
                    table[1] / events,
                    net[0] / events,
                    net[1] / events,
                    tableByStream / streams,
                    netByStream / streams);
        }
    }
}
