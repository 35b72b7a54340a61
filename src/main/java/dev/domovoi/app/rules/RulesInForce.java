package dev.domovoi.app.rules;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.rules.RuleFiles.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The set of rules that is in force: the last good one, whatever the folder holds now. One thread loads; any may
/// read.
public final class RulesInForce {
    private final Optional<Path> folder;
    private Optional<List<RuleFiles.Text>> seen = Optional.empty();
    private volatile State state = new State(RuleSet.NONE, Optional.empty());

    /// What is in force, and why the folder's newest content is not; empty where it is.
    public record State(RuleSet set, Optional<String> refused) {}

    /// The rules of a folder, or of the program itself.
    public RulesInForce(Optional<Path> folder) {
        this.folder = folder;
    }

    public State state() {
        return state;
    }

    /// Where they come from, in words.
    public String origin() {
        return folder.map(Path::toString).orElse("the shipped ones");
    }

    /// Whether what is in force can change while the program runs.
    boolean canChange() {
        return folder.isPresent();
    }

    /// Reads them again; true where another set is in force than before. What was looked at last time is not parsed
    /// again.
    public boolean load() {
        State before = state;
        try {
            Optional<List<RuleFiles.Text>> last = seen;
            seen = Optional.empty();
            List<RuleFiles.Text> texts = folder.map(RuleFiles::texts).orElseGet(List::of);
            seen = Optional.of(texts);
            if (last.equals(seen)) {
                return false;
            }
            RuleSet read =
                    folder.map(from -> RuleFiles.set(from.toString(), texts)).orElseGet(RuleFiles::shipped);
            boolean isOther = !read.id().equals(before.set().id());
            state = new State(isOther ? read : before.set(), Optional.empty());
            return isOther;
        } catch (ConfigException bad) {
            state = new State(before.set(), Optional.of(String.valueOf(bad.getMessage())));
            return false;
        }
    }
}
