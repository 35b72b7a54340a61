package dev.domovoi.quality;

import dev.domovoi.app.BaseWeights;
import dev.domovoi.app.scoring.Scorers;
import dev.domovoi.score.flow.LearnedBehaviour;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Surroundings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// How often learned behaviour alarms on made-up clients at a budget of one a week, and whether it tells of one odd
/// night in the twelfth week. From the checkout, after a build:
///
/// `java --add-modules jdk.incubator.vector -cp 'target/classes:target/quarkus-app/lib/main/*'
/// src/test/java/dev/domovoi/quality/FlowHabits.java`
final class FlowHabits {
    private static final int CLIENTS = 6;
    private static final int WEEKS = 12;
    private static final int SLOTS_A_DAY = 144;
    private static final int ODD = 80 * SLOTS_A_DAY + 20;
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    private final Random chance;
    private final boolean hasPeople;

    private FlowHabits(long seed, boolean hasPeople) {
        this.chance = new Random(seed);
        this.hasPeople = hasPeople;
    }

    public static void main(String[] arguments) {
        for (boolean hasPeople : new boolean[] {false, true}) {
            for (Scorers.Choice choice : List.of(Scorers.Choice.BASELINE, Scorers.Choice.AUTO)) {
                int[] falseByWeek = new int[WEEKS];
                int caught = 0;
                for (int seed = 0; seed < CLIENTS; seed++) {
                    caught += new FlowHabits(seed, hasPeople).run(choice, falseByWeek) ? 1 : 0;
                }
                System.out.println((hasPeople ? "used by people" : "a device") + ", " + choice + ": "
                        + Arrays.stream(falseByWeek).sum() + " false alarms in " + CLIENTS * WEEKS + " weeks, by week "
                        + Arrays.toString(falseByWeek) + ", " + caught + " of " + CLIENTS + " odd nights told");
            }
        }
    }

    private boolean run(Scorers.Choice choice, int[] falseByWeek) {
        Scorers scorers = new Scorers(Scorers.Kind.GENERIC, choice, ZoneOffset.UTC, BaseWeights.shipped());
        LearnedBehaviour learned = new LearnedBehaviour(
                Surroundings.usual(),
                (stream, slot) -> scorers.begin(stream, slot).judge(),
                1,
                1);
        boolean isCaught = false;
        for (int slot = 0; slot < WEEKS * 7 * SLOTS_A_DAY; slot++) {
            for (Finding _ : slot(learned, slot)) {
                boolean isOdd = slot > ODD && slot < ODD + 40;
                isCaught |= isOdd;
                falseByWeek[slot / (7 * SLOTS_A_DAY)] += isOdd ? 0 : 1;
            }
        }
        return isCaught;
    }

    private List<Finding> slot(LearnedBehaviour learned, int slot) {
        boolean isOdd = slot >= ODD && slot < ODD + 20;
        int hour = slot % SLOTS_A_DAY;
        boolean isUsed = hasPeople && hour > 100 && hour < 138 && chance.nextInt(4) > 0;
        int calls = isUsed ? 1 + chance.nextInt(12) : 1;
        List<Finding> findings = List.of();
        for (int call = 0; call < calls; call++) {
            double sent = isOdd
                    ? 5e7
                    : isUsed ? 3e5 * Math.exp(1.5 * chance.nextGaussian()) : 2e4 * (1 + chance.nextDouble());
            List<Finding> more = learned.judge(flow(MONDAY.plusSeconds(600L * slot + 30 + call), (long) sent));
            findings = more.isEmpty() ? findings : more;
        }
        return findings;
    }

    private Flow flow(Instant at, long sent) {
        return new Flow(
                at,
                at,
                new Flow.Client(Address.parse("192.168.1.20").orElseThrow(), ""),
                Address.ofVersion4(0xcb00_7100L + 1 + chance.nextInt(hasPeople ? 60 : 1)),
                new Flow.Service("tcp", 443),
                false,
                new Flow.Connections(1, 1, 0),
                new Flow.Traffic(sent, sent, 1, 1),
                true);
    }
}
