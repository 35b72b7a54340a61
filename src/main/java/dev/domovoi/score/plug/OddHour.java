package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How rare it is for the plug to be on at this time of day; 0 while it is off. Hn of the recipe: use at night.
final class OddHour implements Channel {
    private final DayHabit habit = new DayHabit();
    private int minuteOfDay;
    private double newest;

    @Override
    public String name() {
        return "odd_hour";
    }

    @Override
    public Tail tail() {
        return new Tail(0.806, 0.8, 2.8, 0.8);
    }

    @Override
    public double minute(Minute minute) {
        minuteOfDay = minute.minuteOfDay();
        newest = minute.isKnown() && minute.isOn() ? habit.rarity(minuteOfDay) : 0;
        if (minute.isKnown()) {
            habit.add(minuteOfDay, minute.isOn());
        }
        return newest;
    }

    double newest() {
        return newest;
    }

    @Override
    public String words() {
        return "is on at an hour when it was on in " + habit.words(minuteOfDay);
    }

    @Override
    public int stateBytes() {
        return DayHabit.stateBytes() + Integer.BYTES + Double.BYTES;
    }

    @Override
    public void save(ByteBuffer to) {
        habit.save(to);
        to.putInt(minuteOfDay).putDouble(newest);
    }

    @Override
    public void load(ByteBuffer from) {
        habit.load(from);
        minuteOfDay = Saved.within(from.getInt(), 0, 1439);
        newest = from.getDouble();
    }
}
