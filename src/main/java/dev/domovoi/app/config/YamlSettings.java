package dev.domovoi.app.config;

import java.util.ArrayList;
import java.util.List;
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

/// A YAML file flattened into its scalar values, each with its path and its place in the file.
final class YamlSettings {
    static final int MAX_CHARS = 1_048_576;

    /// More than any key needs; an alias inside of itself would go on for ever.
    private static final int MAX_DEPTH = 16;

    private final String file;
    private final List<Setting> settings = new ArrayList<>();

    private YamlSettings(String file) {
        this.file = file;
    }

    static List<Setting> of(String file, String yaml) {
        YamlSettings reader = new YamlSettings(file);
        LoadSettings limits = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_CHARS)
                .setMaxAliasesForCollections(20)
                .setAllowDuplicateKeys(false)
                .setSchema(new CoreSchema())
                .build();
        try {
            Optional<Node> root = new Compose(limits).composeString(yaml);
            root.ifPresent(node -> reader.descend(new ArrayList<>(), List.of(), node));
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
        return reader.settings;
    }

    /// `pattern` has `[]` where `path` has `[2]`.
    private void descend(List<String> path, List<String> pattern, Node node) {
        if (path.size() > MAX_DEPTH) {
            throw new ConfigException(place(node), "is nested too deeply; at most " + MAX_DEPTH + " levels");
        }
        switch (node) {
            case MappingNode mapping -> descendMapping(path, pattern, mapping);
            case SequenceNode list -> descendList(path, pattern, list);
            case ScalarNode scalar -> settings.add(new Setting(path, pattern, text(scalar), place(node), true));
            default -> throw new ConfigException(place(node), "expected a value, a list or keys");
        }
    }

    private void descendMapping(List<String> path, List<String> pattern, MappingNode mapping) {
        List<String> seen = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(place(entry.getKeyNode()), "expected a plain word as key");
            }
            if (seen.contains(key.getValue())) {
                throw new ConfigException(place(key), "\"" + key.getValue() + "\" is there twice; keep one");
            }
            seen.add(key.getValue());
            descend(longer(path, key.getValue()), longer(pattern, key.getValue()), entry.getValueNode());
        }
    }

    private void descendList(List<String> path, List<String> pattern, SequenceNode list) {
        int index = 0;
        for (Node element : list.getValue()) {
            descend(longer(path, "[" + index++ + "]"), longer(pattern, "[]"), element);
        }
    }

    /// The unquoted words for nothing (`~`, `null`) are as empty as nothing at all.
    private static String text(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
    }

    private static List<String> longer(List<String> path, String segment) {
        List<String> result = new ArrayList<>(path);
        result.add(segment);
        return result;
    }

    private String place(Node node) {
        return node.getStartMark()
                .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse(file);
    }
}
