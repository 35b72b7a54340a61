package dev.domovoi.app;

import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.model.WeightsFile.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The weights that are shipped, made by `domovoi train` from made-up streams and homes alone.
public final class BaseWeights {
    private static final String RESOURCE = "/weights/base";

    private BaseWeights() {}

    /// All members, read anew at each call: a few hundred kilobytes.
    public static List<Member> shipped() {
        try (InputStream file = BaseWeights.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("this build holds no weights at " + RESOURCE);
            }
            return switch (WeightsFile.decoded(RESOURCE, file.readAllBytes())) {
                case WeightsFile.Read.Whole whole -> whole.members();
                case WeightsFile.Read.Refused refused ->
                    throw new IllegalStateException("shipped " + refused.problem());
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
