package dev.domovoi.app.rules;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.Nearest;
import dev.domovoi.signal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One value in a YAML file, with the place where it stands and how deep it is.
record Spot(String file, Node node, int depth) {
    static final int MAX_CHARS = 262_144;
    private static final int MAX_DEPTH = 24;
    private static final int MAX_ELEMENTS = 1_000;

    /// The whole file; empty where there is nothing in it. Aliases are refused: nothing here needs them.
    static Optional<Spot> of(String file, String yaml) {
        LoadSettings limits = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_CHARS)
                .setMaxAliasesForCollections(0)
                .setAllowDuplicateKeys(false)
                .setSchema(new CoreSchema())
                .build();
        try {
            return new Compose(limits).composeString(yaml).map(root -> new Spot(file, root, 0));
        } catch (MarkedYamlEngineException malformed) {
            String place = malformed
                    .getProblemMark()
                    .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse(file);
            throw new ConfigException(place, "not YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            throw new ConfigException(file, "not YAML: " + malformed.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw new ConfigException(file, "is nested too deeply; at most " + MAX_DEPTH + " levels");
        }
    }

    /// One entry of a mapping: its key, with its own place, and its value.
    record Entry(Spot key, Spot value) {}

    /// File, line and column.
    String place() {
        return node.getStartMark()
                .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse(file);
    }

    ConfigException fault(String reason) {
        return new ConfigException(place(), reason);
    }

    /// "expected ..., got" what is here.
    ConfigException unexpected(String what, String expected) {
        return fault(what + ": expected " + expected + ", got " + shown());
    }

    private String shown() {
        return switch (node) {
            case MappingNode mapping -> "keys";
            case SequenceNode list -> "a list";
            case ScalarNode scalar ->
                scalar.getTag().equals(Tag.NULL) ? "nothing" : '"' + Text.shortened(scalar.getValue()) + '"';
            default -> "an alias";
        };
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    private Spot below(Node child) {
        if (depth >= MAX_DEPTH) {
            throw fault("is nested too deeply; at most " + MAX_DEPTH + " levels");
        }
        return new Spot(file, child, depth + 1);
    }

    /// The value of a plain or quoted text, a number or a truth as written.
    String text(String what, String expected) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw unexpected(what, expected);
    }

    List<Spot> list(String what, String expected) {
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > MAX_ELEMENTS) {
            throw unexpected(what, expected + ", of 1 to " + MAX_ELEMENTS + " elements");
        }
        List<Spot> elements = new ArrayList<>();
        list.getValue().forEach(element -> elements.add(below(element)));
        return elements;
    }

    /// One text or a list of texts.
    List<Spot> oneOrMore(String what, String expected) {
        return isList() ? list(what, expected) : List.of(this);
    }

    /// The entries by key, in their order, each key one of those that are known here.
    Map<String, Entry> mapping(String what, List<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw unexpected(what, "keys such as " + known.getFirst());
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Spot key = below(tuple.getKeyNode());
            String word = key.text(what, "a plain word as key");
            if (!known.contains(word)) {
                throw key.fault("unknown word \"" + Text.shortened(word) + "\" in " + what
                        + "; the nearest known one is \"" + Nearest.of(word, known) + '"');
            }
            if (entries.put(word, new Entry(key, below(tuple.getValueNode()))) != null) {
                throw key.fault("\"" + word + "\" is there twice; keep one");
            }
        }
        return entries;
    }

    /// One of the known words.
    String word(String what, List<String> known) {
        String word = text(what, "one of " + String.join(", ", known));
        if (!known.contains(word)) {
            throw fault("unknown word \"" + Text.shortened(word) + "\" in " + what + "; the nearest known one is \""
                    + Nearest.of(word, known) + '"');
        }
        return word;
    }
}
