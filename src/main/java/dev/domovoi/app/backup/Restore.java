package dev.domovoi.app.backup;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.store.StoreCopy;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Puts a backup in the place of a state directory's state, which is put aside and not deleted.
///
/// All of it is unpacked and checked first. While old and new are exchanged, a marker keeps an agent from starting: a
/// restore that was cut short is done again, from the same file, before anything goes on from a half of it.
public final class Restore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final System.Logger LOG = System.getLogger(Restore.class.getName());

    private final Path directory;

    public Restore(AgentConfig config) {
        this.directory = config.stateDir().toAbsolutePath().normalize();
    }

    /// What came of it.
    public sealed interface Ended {
        /// In sentences: what is in place now, and where the state before it is.
        record Restored(List<String> sentences) implements Ended {}

        record Refused(String why) implements Ended {}
    }

    /// Throws a [ConfigException] where the file cannot be used or the directory not be written.
    public Ended put(Path backup, Instant now) {
        Path unpacked = directory.resolve(StateFiles.UNPACKED);
        try {
            Files.createDirectories(directory);
            if (StoreCopy.isInUse(directory)) {
                return inUse();
            }
            delete(unpacked);
            Files.createDirectory(unpacked);
            Manifest manifest = new Unpacking(backup, unpacked).unpack();
            giveTo(Files.getOwner(directory), unpacked);
            return exchanged(backup, manifest, now);
        } catch (IOException failed) {
            throw new ConfigException(directory.toString(), "cannot be written: " + failed);
        } finally {
            forget(unpacked);
        }
    }

    private Ended.Refused inUse() {
        return new Ended.Refused(
                "an agent is at work on " + directory + ": stop it first, then restore, then start it");
    }

    /// The marker is there before it is asked whether an agent is at work, and an agent asks for the marker after it
    /// has taken the store: one of the two notices the other.
    private Ended exchanged(Path backup, Manifest manifest, Instant now) throws IOException {
        Path swap = directory.resolve(StoreCopy.HALF_RESTORED);
        delete(swap);
        Files.move(directory.resolve(StateFiles.UNPACKED), swap, StandardCopyOption.ATOMIC_MOVE);
        if (StoreCopy.isInUse(directory)) {
            delete(swap);
            return inUse();
        }
        Path before = directory.resolve(StateFiles.BEFORE + STAMP.format(now));
        List<Path> old = there(directory).stream()
                .filter(file -> isReplaced(file, manifest))
                .toList();
        if (!old.isEmpty()) {
            Files.createDirectory(before);
        }
        for (Path file : old) {
            Files.move(file, before.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path file : there(swap)) {
            Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        delete(swap);
        return new Ended.Restored(sentences(backup, manifest, old.isEmpty() ? List.of() : List.of(before)));
    }

    /// A backup without secrets leaves those that are there: plugs know them.
    private static boolean isReplaced(Path file, Manifest manifest) {
        String name = String.valueOf(file.getFileName());
        boolean staysSecret = StateFiles.SECRETS.contains(name) && !manifest.hasSecrets();
        return !StateFiles.isOurs(name) && !staysSecret && !name.equals("lost+found");
    }

    private static List<Path> there(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(found::add);
        }
        found.sort(Comparator.reverseOrder()); // "history" goes before the store's file: what is there last counts
        return found;
    }

    /// Who restores may not be who runs the agent; where a file cannot be given away, it is ours to run it.
    private static void giveTo(UserPrincipal owner, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                if (!Files.getOwner(file).equals(owner)) {
                    Files.setOwner(file, owner);
                }
            }
        } catch (FileSystemException refused) {
            LOG.log(System.Logger.Level.DEBUG, "what is restored stays with who restores: {0}", refused.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void forget(Path unpacked) {
        try {
            delete(unpacked);
        } catch (IOException stays) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays: {1}", unpacked, stays.getMessage());
        }
    }

    private List<String> sentences(Path backup, Manifest manifest, List<Path> before) {
        List<String> sentences = new ArrayList<>();
        sentences.add(directory + " is as it was at " + manifest.madeAt() + ", from " + backup + " with "
                + manifest.files().size() + " files.");
        before.forEach(folder ->
                sentences.add("The state before this is in " + folder + "; delete it once you do not need it."));
        sentences.add(
                manifest.hasSecrets()
                        ? "The web token and the broker's credentials are those of the backup."
                        : "The backup holds no secrets: those that were there stay.");
        sentences.add("Now start the agent: it holds for a while, and gives back what it had taken.");
        return sentences;
    }
}
