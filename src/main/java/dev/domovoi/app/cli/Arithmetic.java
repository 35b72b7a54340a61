package dev.domovoi.app.cli;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.PlainKernels;
import java.io.PrintStream;

/// Says once where the transformer has to do without the fast arithmetic.
final class Arithmetic {
    private Arithmetic() {}

    static void remark(PrintStream told) {
        if (Kernels.best() instanceof PlainKernels) {
            told.println("The transformer runs on plain arithmetic, six times slower or more: this Java was started"
                    + " without --add-modules jdk.incubator.vector, or does not have that module.");
        }
    }
}
