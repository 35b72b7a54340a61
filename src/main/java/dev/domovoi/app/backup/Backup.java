package dev.domovoi.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.AgentCall;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.StoreCopy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes one file of all that is in a state directory: the agent at work copies its store, which it holds alone, and
/// where none is at work that is done here.
public final class Backup {
    private static final Duration COPIED_WITHIN = Duration.ofMinutes(5);
    private static final int DONE = 200;
    private static final int RANDOM_BYTES = 8;

    private final AgentConfig config;

    public Backup(AgentConfig config) {
        this.config = config;
    }

    /// What came of it.
    public sealed interface Ended {
        /// In sentences: what is in the file, and what is not.
        record Made(List<String> sentences) implements Ended {}

        record Refused(String why) implements Ended {}
    }

    /// Writes `target` whole or not at all; one that is there is replaced only where that is wanted.
    public Ended make(Path target, boolean mayReplace, boolean withSecrets, Instant now) {
        if (Files.exists(target) && !mayReplace) {
            throw new ConfigException(target.toString(), "is there already; --force replaces it");
        }
        Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(target.toString(), "cannot be written: there is no folder " + folder);
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String name = StoreCopy.name(HexFormat.of().formatHex(random));
        Path copy = config.stateDir().resolve(name);
        try {
            Optional<String> refusal = copied(name);
            return refusal.isPresent()
                    ? new Ended.Refused(refusal.get())
                    : new Ended.Made(written(target, copy, withSecrets, now));
        } catch (NoSuchFileException gone) {
            return new Ended.Refused(
                    gone.getFile() + " is not there: another backup was made at the same time; try again");
        } catch (IOException failed) {
            throw new ConfigException(target.toString(), "cannot be written: " + failed.getMessage());
        } finally {
            remove(copy);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            System.getLogger(Backup.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} stays and may be deleted: {1}", file, stays.getMessage());
        }
    }

    /// Why there is no copy of the store.
    private Optional<String> copied(String name) throws IOException {
        Path directory = config.stateDir();
        try {
            AgentCall.Answer answer =
                    new AgentCall(config).post("/api/backup", "{\"copy\":\"" + name + "\"}", COPIED_WITHIN);
            if (answer.status() != DONE) {
                return Optional.of("the agent does not copy its store: " + answer.detail());
            }
            return Files.exists(directory.resolve(name))
                    ? Optional.empty()
                    : Optional.of("the agent at port " + config.web().port()
                            + " has another state directory than this configuration, " + directory.toAbsolutePath());
        } catch (ConnectException notRunning) {
            if (Files.notExists(directory.resolve(Store.NAME))) {
                return Optional.of("nothing is kept in " + directory.toAbsolutePath());
            }
            try (Store store = Store.open(directory)) {
                StoreCopy.make(store, directory, name);
            }
            return Optional.empty();
        }
    }

    private List<String> written(Path target, Path copy, boolean withSecrets, Instant now) throws IOException {
        StoreCopy.Look look = StoreCopy.look(copy);
        StateFiles.Found found = StateFiles.in(config.stateDir());
        Path aside = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(aside);
        List<Manifest.Item> items = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(
                aside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel), UTF_8);
            items.add(stored(zip, Store.NAME, copy));
            for (Path path : found.files()) {
                String name = path.toString();
                if (withSecrets || !StateFiles.SECRETS.contains(name)) {
                    items.add(stored(zip, name, config.stateDir().resolve(path)));
                }
            }
            boolean hasSecrets = items.stream().map(Manifest.Item::path).anyMatch(StateFiles.SECRETS::contains);
            Manifest manifest = new Manifest(Manifest.FORMAT, now, look.schema(), hasSecrets, items);
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(manifest.text().getBytes(UTF_8));
            zip.closeEntry();
            zip.finish();
            channel.force(true);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return sentences(target, manifest, found.leftOut());
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Manifest.Item stored(ZipOutputStream zip, String name, Path file) throws IOException {
        MessageDigest sum = sha256();
        zip.putNextEntry(new ZipEntry(name));
        long bytes = 0;
        try (InputStream in = opened(file)) {
            byte[] piece = new byte[1 << 16];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                sum.update(piece, 0, read);
                zip.write(piece, 0, read);
                bytes += read;
            }
        }
        zip.closeEntry();
        return new Manifest.Item(name, bytes, HexFormat.of().formatHex(sum.digest()));
    }

    /// A history file may be written right now: its whole blocks are taken.
    private static InputStream opened(Path file) throws IOException {
        return TickHistory.isFile(file)
                ? new ByteArrayInputStream(TickHistory.wholeBlocks(file))
                : Files.newInputStream(file);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> sentences(Path target, Manifest manifest, List<Path> leftOut) throws IOException {
        List<String> sentences = new ArrayList<>();
        sentences.add(target + " holds " + manifest.files().size() + " files of the state directory in "
                + Files.size(target) + " bytes; the store has schema " + manifest.storeSchema() + ".");
        sentences.add(
                manifest.hasSecrets()
                        ? "The web token and the broker's credentials are among them: whoever has this file gets in."
                        : "Neither the web token nor the broker's credentials are in it.");
        sentences.add("Your configuration file and your rules are not in it.");
        if (!leftOut.isEmpty()) {
            sentences.add("Left out, because they are none of the agent's: "
                    + leftOut.stream().limit(10).map(Path::toString).collect(Collectors.joining(", ")) + ".");
        }
        return sentences;
    }
}
