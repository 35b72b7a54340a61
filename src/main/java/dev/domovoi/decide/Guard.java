package dev.domovoi.decide;

import java.util.function.Predicate;

/// One reason not to act: its name in decisions, when it stops a wish, and the reason as the end of a sentence.
record Guard(String name, Predicate<Wish> stops, String because) {}
