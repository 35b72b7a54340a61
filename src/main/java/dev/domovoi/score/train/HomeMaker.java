package dev.domovoi.score.train;

import dev.domovoi.score.token.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes up homes, by seed: a few weeks of some people and their appliances.
final class HomeMaker {
    /// A Monday.
    private static final long FIRST_SECOND = 1_704_067_200L;

    private static final int WEEKS = 100;
    private static final int DAY_SECONDS = 86_400;
    private static final int LEAST_DAYS = 10;
    private static final int MORE_DAYS = 26;

    private HomeMaker() {}

    static Home make(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int days = LEAST_DAYS + random.nextInt(MORE_DAYS);
        int weekday = random.nextInt(7);
        long start = FIRST_SECOND + (7L * random.nextInt(WEEKS) + weekday) * DAY_SECONDS;
        People people = People.random(days, weekday, random.split());
        List<Home.Plug> plugs = new ArrayList<>();
        for (PlugKind kind : PlugKind.values()) {
            SplittableRandom own = random.split();
            if (own.nextDouble() < kind.share()) {
                plugs.add(plug(kind, people, start, own));
            }
        }
        if (plugs.isEmpty()) {
            plugs.add(plug(PlugKind.FRIDGE, people, start, random.split()));
        }
        return new Home(people, start, List.copyOf(plugs));
    }

    private static Home.Plug plug(PlugKind kind, People people, long start, SplittableRandom random) {
        Phases phases = new Phases(60.0 * people.minutes());
        switch (kind) {
            case FRIDGE -> Cycling.fridge(phases, people, random);
            case FREEZER -> Cycling.freezer(phases, people, random);
            case BOILER -> Cycling.boiler(phases, people, random);
            case DEHUMIDIFIER -> Cycling.dehumidifier(phases, random);
            case HEATER -> Cycling.heater(phases, people, random);
            case KETTLE -> ShortUses.kettle(phases, people, random);
            case TOASTER -> ShortUses.toaster(phases, people, random);
            case MICROWAVE -> ShortUses.microwave(phases, people, random);
            case COFFEE -> ShortUses.coffee(phases, people, random);
            case WASHER -> Programmes.washer(phases, people, random);
            case DRYER -> Programmes.dryer(phases, people, random);
            case DISHWASHER -> Programmes.dishwasher(phases, people, random);
            case TV -> Sessions.tv(phases, people, random);
            case STEREO -> Sessions.stereo(phases, people, random);
            case CONSOLE -> Sessions.console(phases, people, random);
            case PC -> Sessions.pc(phases, people, random);
            case LAPTOP -> Sessions.laptop(phases, people, random);
            case MONITOR -> Sessions.monitor(phases, people, random);
            case LAMP, SECOND_LAMP -> Sessions.lamp(phases, people, random);
            case ROUTER -> Standing.router(phases, people, random);
            case CHARGER -> Standing.charger(phases, people, random);
            case UNKNOWN, SECOND_UNKNOWN -> Unknown.live(phases, people, random);
            case AQUARIUM -> Standing.timer(phases, people, random);
        }
        EventMaker maker = new EventMaker(phases, start, random);
        return new Home.Plug(kind, maker.events(Grain.FINE), maker.events(Grain.COARSE));
    }
}
