package dev.domovoi.score.model;

/// Some events of one stream in order, as the model of events reads them, and what came of each; made once and filled
/// again and again, by one thread. Each field has `count` rows.
public final class EventWindow {
    /// The `next` of an event that no other one followed.
    public static final int NONE = -1;

    /// The level that the event began.
    public final int[] level;

    /// The bin of the duration of the event before; `bins` where there was none.
    public final int[] previous;

    /// What is known at the event's start: `[T, reals]`.
    public final float[] reals;

    /// The hour of the day in the middle of each bin, counted from the event's start: `[T, bins]`.
    public final byte[] hours;

    /// What the table of counts says: the logit of the hazard in each bin, `[T, bins]`.
    public final float[] tableHazards;

    /// And the logarithm of the probability of each next level, `[T, levels]`.
    public final float[] tableLevels;

    /// The bin in which the event ended, or as far as it was seen where it is censored.
    public final int[] bin;

    /// Whether nobody saw it end.
    public final boolean[] isCensored;

    /// The level that followed, or [#NONE].
    public final int[] next;

    /// How many events it holds.
    public int count;

    public EventWindow(EventShape shape, int most) {
        this.level = new int[most];
        this.previous = new int[most];
        this.reals = new float[most * shape.reals()];
        this.hours = new byte[most * shape.bins()];
        this.tableHazards = new float[most * shape.bins()];
        this.tableLevels = new float[most * shape.levels()];
        this.bin = new int[most];
        this.isCensored = new boolean[most];
        this.next = new int[most];
    }

    /// Takes over some events of another window of the same shape.
    public void copy(EventWindow other, int from, int events) {
        int each = reals.length / level.length;
        int bins = hours.length / level.length;
        int levels = tableLevels.length / level.length;
        System.arraycopy(other.level, from, level, 0, events);
        System.arraycopy(other.previous, from, previous, 0, events);
        System.arraycopy(other.reals, from * each, reals, 0, events * each);
        System.arraycopy(other.hours, from * bins, hours, 0, events * bins);
        System.arraycopy(other.tableHazards, from * bins, tableHazards, 0, events * bins);
        System.arraycopy(other.tableLevels, from * levels, tableLevels, 0, events * levels);
        System.arraycopy(other.bin, from, bin, 0, events);
        System.arraycopy(other.isCensored, from, isCensored, 0, events);
        System.arraycopy(other.next, from, next, 0, events);
        count = events;
    }
}
