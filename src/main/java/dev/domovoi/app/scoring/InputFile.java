package dev.domovoi.app.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A file to be scored: where it is, its name below what was given, and where the result goes.
record InputFile(Path path, String name, Path target) {
    /// All files that are meant, folders searched for `*.csv` and `*.csv.gz` by name, without what lies in `out`.
    static List<InputFile> search(List<Path> given, Path out) {
        Path results = real(out);
        List<InputFile> found = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                found.addAll(below(real(path), path, results));
            } else if (Files.isRegularFile(path)) {
                String name = String.valueOf(path.getFileName());
                found.add(new InputFile(path, name, results.resolve(name)));
            } else {
                throw new ScoringException("there is no file or folder " + path);
            }
        }
        refuseClashes(found);
        return found;
    }

    private static List<InputFile> below(Path folder, Path given, Path results) {
        if (folder.equals(results)) {
            throw new ScoringException("--out " + given + " is the folder that is read; give another");
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> !file.startsWith(results) && isCsv(file) && Files.isRegularFile(file))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .map(name -> new InputFile(given.resolve(name), name, results.resolve(name)))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            throw new ScoringException("cannot search " + given + ": " + unreadable.getMessage());
        }
    }

    private static boolean isCsv(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    /// Nothing is written over a source, nor two results to one place.
    private static void refuseClashes(List<InputFile> found) {
        Map<Path, InputFile> byTarget = new HashMap<>();
        Set<Path> sources = new HashSet<>();
        found.forEach(file -> sources.add(real(file.path())));
        for (InputFile file : found) {
            InputFile other = byTarget.putIfAbsent(file.target(), file);
            if (other != null) {
                throw new ScoringException(other.path() + " and " + file.path() + " would both be written to "
                        + file.target() + "; score them into two folders");
            }
            if (sources.contains(real(file.target()))) {
                throw new ScoringException(
                        "--out: " + file.target() + " is read as well as written; give another folder");
            }
        }
    }

    /// Links followed, as far as there is something.
    static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        try {
            return whole.toRealPath();
        } catch (IOException notThere) {
            Path parent = whole.getParent();
            Path name = whole.getFileName();
            return parent == null || name == null ? whole : real(parent).resolve(name);
        }
    }
}
