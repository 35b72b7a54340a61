package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Who is at home and awake in a made-up home, minute by minute: people who get up, leave, come back and go to bed,
/// each in a way of their own that differs on weekends; days off, days away, guests, and ways that change for good.
final class People {
    static final int DAY = 1440;

    private final byte[] awake;
    private final byte[] home;
    private final boolean[] isAway;
    private final int firstWeekday;

    private People(int days, int firstWeekday) {
        this.awake = new byte[days * DAY];
        this.home = new byte[days * DAY];
        this.isAway = new boolean[days];
        this.firstWeekday = firstWeekday;
    }

    /// What a person does with a working day.
    private enum Way {
        WORKS,
        WORKS_IN_SHIFTS,
        LEARNS,
        STAYS
    }

    /// One person's usual hours, in minutes of the day, and how much they vary.
    private record Person(Way way, double wakes, double leaves, double returns, double sleeps, double varies) {
        static Person random(SplittableRandom random) {
            double draw = random.nextDouble();
            Way way = draw < .45 ? Way.WORKS : draw < .55 ? Way.WORKS_IN_SHIFTS : draw < .75 ? Way.LEARNS : Way.STAYS;
            double wakes = (way == Way.STAYS ? 450 : 400) + 40 * random.nextGaussian();
            double leaves = wakes + 40 + 50 * random.nextDouble();
            double returns = (way == Way.LEARNS ? 880 : 1050) + 50 * random.nextGaussian();
            double sleeps = (way == Way.LEARNS ? 1310 : 1370) + 50 * random.nextGaussian();
            return new Person(way, wakes, leaves, returns, sleeps, 8 + 25 * random.nextDouble());
        }

        Person later(double minutes) {
            return new Person(way, wakes + minutes, leaves + minutes, returns + minutes, sleeps + minutes, varies);
        }
    }

    /// `firstWeekday` is that of the first day, 0 a Monday.
    static People random(int days, int firstWeekday, SplittableRandom random) {
        People people = new People(days, firstWeekday);
        people.goAway(random);
        int count = 1 + random.nextInt(4);
        boolean haveGuests = random.nextDouble() < 0.5;
        int lateDays = random.nextInt(1000); // a day of guests is one for all
        for (int i = 0; i < count; i++) {
            people.live(Person.random(random), haveGuests ? lateDays : -1, random);
        }
        return people;
    }

    private void goAway(SplittableRandom random) {
        int days = isAway.length;
        if (random.nextDouble() < 0.4) {
            int first = random.nextInt(days);
            int last = Math.min(days, first + 2 + random.nextInt(9));
            for (int day = first; day < last; day++) {
                isAway[day] = true;
            }
        }
        if (random.nextDouble() < 0.3) {
            double share = 0.5 * random.nextDouble();
            for (int day = 0; day + 1 < days; day++) {
                if (weekday(day) == 5 && random.nextDouble() < share) {
                    isAway[day] = true;
                    isAway[day + 1] = true;
                }
            }
        }
    }

    private void live(Person usual, int lateDays, SplittableRandom random) {
        int days = isAway.length;
        Person person = usual;
        int changes = random.nextDouble() < 0.3 ? random.nextInt(days) : days;
        double shift = 45 * random.nextGaussian();
        double staysIn = 0.02 + 0.15 * random.nextDouble();
        double asleepUntil = 0;
        for (int day = 0; day < days; day++) {
            person = day == changes ? usual.later(shift) : person;
            Person today = person.way == Way.WORKS_IN_SHIFTS && day / 7 % 2 == 1 ? person.later(420) : person;
            boolean isWeekend = weekday(day) >= 5;
            double sleepsIn = isWeekend ? 60 + 60 * random.nextDouble() : 0;
            double wakes = Math.max(around(today.wakes + sleepsIn, today, random), asleepUntil + 180);
            double late = lateDays >= 0 && (day * 7 + lateDays) % 11 == 0 ? 90 : isWeekend ? 40 : 0;
            double sleeps = Math.max(wakes + 60, around(today.sleeps + late, today, random));
            if (!isAway[day]) {
                spend(day, (int) wakes, (int) sleeps, (int) Math.max(0, asleepUntil));
                boolean goesOut = !isWeekend && today.way != Way.STAYS && random.nextDouble() > staysIn;
                if (goesOut) {
                    leave(day, around(today.leaves, today, random), around(today.returns, today, random));
                } else if (random.nextDouble() < 0.55) {
                    double leaves = Math.max(wakes + 20, 820 + 130 * random.nextGaussian());
                    leave(day, leaves, leaves + 100 * Math.exp(0.6 * random.nextGaussian()));
                }
            }
            asleepUntil = sleeps - DAY;
        }
    }

    private static double around(double minute, Person person, SplittableRandom random) {
        return minute + person.varies * random.nextGaussian();
    }

    /// At home from the end of the evening before to the next morning, awake from `wakes` to `sleeps`.
    private void spend(int day, int wakes, int sleeps, int from) {
        add(home, day, Math.min(from, wakes), DAY, 1);
        add(awake, day, wakes, sleeps, 1);
        add(home, day, DAY, Math.max(DAY, sleeps), 1);
    }

    private void leave(int day, double from, double to) {
        for (int minute = Math.max(0, (int) from); minute < Math.min(to, DAY); minute++) {
            int at = day * DAY + minute;
            if (awake[at] > 0 && home[at] > 0) {
                awake[at]--;
                home[at]--;
            }
        }
    }

    private static void add(byte[] to, int day, int from, int until, int what) {
        for (int at = day * DAY + from; at < Math.min(to.length, day * DAY + until); at++) {
            to[at] += (byte) what;
        }
    }

    int days() {
        return isAway.length;
    }

    int minutes() {
        return awake.length;
    }

    /// How many are at home and awake.
    int awake(int minute) {
        return minute < awake.length ? awake[minute] : 0;
    }

    /// How many are at home.
    int home(int minute) {
        return minute < home.length ? home[minute] : 0;
    }

    /// Whether all are away all day.
    boolean isAway(int day) {
        return isAway[day];
    }

    /// 0 is a Monday.
    int weekday(int day) {
        return (firstWeekday + day) % 7;
    }

    /// The first minute from this one on with nobody awake.
    int quietFrom(int minute) {
        int at = minute;
        while (at < awake.length && awake[at] > 0) {
            at++;
        }
        return at;
    }

    /// The first minute from this one on with somebody awake; the end where there is none.
    int livelyFrom(int minute) {
        int at = minute;
        while (at < awake.length && awake[at] == 0) {
            at++;
        }
        return at;
    }
}
