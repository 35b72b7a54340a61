package dev.domovoi.app.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// Tells how many bytes are read of it.
final class CountedInput extends FilterInputStream {
    private final LongConsumer counts;

    CountedInput(InputStream input, LongConsumer counts) {
        super(input);
        this.counts = counts;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            counts.accept(1);
        }
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) {
            counts.accept(read);
        }
        return read;
    }
}
