package dev.domovoi.app.rules;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.rules.RuleFiles.RuleSet;
import java.nio.file.Path;
import java.util.Optional;

/// The set of rules that is in force: the last good one, whatever the folder holds now. One thread loads; any may
/// read.
public final class RulesInForce {
    private final Path folder;
    private volatile State state = new State(RuleSet.NONE, Optional.empty());

    /// What is in force, and why the folder's newest content is not; empty where it is.
    public record State(RuleSet set, Optional<String> refused) {}

    public RulesInForce(Path folder) {
        this.folder = folder;
    }

    public State state() {
        return state;
    }

    /// Reads the folder again; true where another set is in force than before.
    public boolean load() {
        State before = state;
        try {
            RuleSet read = RuleFiles.read(folder);
            boolean isOther = !read.id().equals(before.set().id());
            state = new State(isOther ? read : before.set(), Optional.empty());
            return isOther;
        } catch (ConfigException bad) {
            state = new State(before.set(), Optional.of(String.valueOf(bad.getMessage())));
            return false;
        }
    }
}
