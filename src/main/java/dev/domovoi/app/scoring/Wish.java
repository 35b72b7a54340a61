package dev.domovoi.app.scoring;

import java.time.Duration;
import java.util.Optional;

/// How each stream is to be scored: by whom, at which tick if not its own, at which share of the budget, and whether
/// every channel is shown.
record Wish(Scorers scorers, Optional<Duration> tick, double alarmsPerWeek, boolean showsChannels) {}
