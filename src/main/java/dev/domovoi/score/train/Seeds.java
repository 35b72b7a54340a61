package dev.domovoi.score.train;

/// Many seeds from one: the same number and seed give the same, and neighbours have nothing in common.
final class Seeds {
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    static long mixed(long seed, long index) {
        long z = seed + MIXER * (index + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
