package dev.domovoi.score.model;

/// The sizes of a transformer: `width` D of a row, `layers`, `heads` H, `hidden` F of the feed-forward, and the base
/// of the rotary frequencies.
public record Size(int width, int layers, int heads, int hidden, int rotaryBase) {
    private static final int MOST_WIDTH = 4096;
    private static final int MOST_LAYERS = 100;

    public Size {
        if (width < 1 || width > MOST_WIDTH || hidden < 2 || hidden > 4 * MOST_WIDTH) {
            throw new IllegalArgumentException("width must be 1.." + MOST_WIDTH
                    + " and hidden 2 or more, at most four times that, were " + width + " and " + hidden);
        }
        if (layers < 1 || layers > MOST_LAYERS) {
            throw new IllegalArgumentException("layers must be 1.." + MOST_LAYERS + ", were " + layers);
        }
        if (heads < 1 || width % heads != 0 || width / heads % 2 != 0) {
            throw new IllegalArgumentException(
                    "heads must part the width " + width + " into even pieces, were " + heads);
        }
        if (rotaryBase < 2) {
            throw new IllegalArgumentException("rotary base must be 2 or more, was " + rotaryBase);
        }
    }

    /// Columns of one head, C.
    public int headWidth() {
        return width / heads;
    }
}
