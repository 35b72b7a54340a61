package dev.domovoi.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.StoreCopy;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.HomeState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A backup on its way back, unpacked beside the state and checked in every part before anything of it is used.
final class Unpacking {
    private static final int MOST_MANIFEST_BYTES = 4 << 20;
    private static final int PIECE_BYTES = 1 << 16;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path backup;
    private final Path folder;

    /// Unpacks into `folder`, which is there and empty.
    Unpacking(Path backup, Path folder) {
        this.backup = backup;
        this.folder = folder;
    }

    /// Throws a ConfigException that says what is wrong with the file.
    Manifest unpack() {
        if (!Files.isRegularFile(backup)) {
            throw new ConfigException(backup.toString(), "there is no such file");
        }
        try (ZipFile zip = new ZipFile(backup.toFile(), UTF_8)) {
            Map<String, ZipEntry> entries = entries(zip);
            Manifest manifest = manifest(zip, entries);
            checkNames(manifest, entries.keySet());
            for (Manifest.Item item : manifest.files()) {
                unpack(zip, item);
            }
            checkContent(manifest);
            return manifest;
        } catch (IOException | StoreException | IllegalArgumentException damaged) {
            throw new ConfigException(
                    backup.toString(), "cannot be restored, and nothing was changed: " + damaged.getMessage());
        }
    }

    private static Map<String, ZipEntry> entries(ZipFile zip) throws IOException {
        if (zip.size() > StateFiles.MOST_FILES + 2) {
            throw new IOException(zip.size() + " files are in it, more than in any backup");
        }
        Map<String, ZipEntry> entries = new HashMap<>();
        zip.stream().forEach(entry -> entries.put(entry.getName(), entry));
        if (entries.size() != zip.size()) {
            throw new IOException("a name is in it twice");
        }
        return entries;
    }

    private static Manifest manifest(ZipFile zip, Map<String, ZipEntry> entries) throws IOException {
        ZipEntry entry = entries.get(Manifest.NAME);
        if (entry == null) {
            throw new IOException("it has no " + Manifest.NAME + ", so it is no backup of Domovoi's");
        }
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readNBytes(MOST_MANIFEST_BYTES + 1);
        }
        if (text.length > MOST_MANIFEST_BYTES) {
            throw new IOException(Manifest.NAME + " has more than " + MOST_MANIFEST_BYTES + " bytes");
        }
        Manifest manifest = Manifest.read(new String(text, UTF_8));
        if (manifest.format() != Manifest.FORMAT) {
            throw new IOException("it is of a newer Domovoi (format " + manifest.format() + ", this one knows "
                    + Manifest.FORMAT + "): restore it with that version or a later one");
        }
        StoreCopy.refuseNewer(backupName(zip), manifest.storeSchema());
        return manifest;
    }

    private static Path backupName(ZipFile zip) {
        return Path.of(zip.getName());
    }

    /// What the manifest names is what there is, and none of it lies outside the folder.
    private static void checkNames(Manifest manifest, Set<String> there) throws IOException {
        Set<String> named = new HashSet<>(Set.of(Manifest.NAME));
        long bytes = 0;
        for (Manifest.Item item : manifest.files()) {
            if (!StateFiles.isPath(item.path())) {
                throw new IOException("\"" + item.path() + "\" is no path of a file in a state directory");
            }
            if (!named.add(item.path())) {
                throw new IOException(item.path() + " is named twice");
            }
            bytes += Math.max(0, item.bytes());
        }
        if (!named.equals(there)) {
            Set<String> odd = new HashSet<>(there);
            odd.addAll(named);
            odd.removeIf(name -> there.contains(name) && named.contains(name));
            throw new IOException(Manifest.NAME + " and the files do not agree on "
                    + odd.iterator().next());
        }
        if (!named.contains(Store.NAME)) {
            throw new IOException("it has no " + Store.NAME);
        }
        if (bytes > StateFiles.MOST_BYTES) {
            throw new IOException("it would take " + bytes + " bytes, at most " + StateFiles.MOST_BYTES);
        }
    }

    private void unpack(ZipFile zip, Manifest.Item item) throws IOException {
        MessageDigest sum = Backup.sha256();
        long left = item.bytes();
        Path file = folder.resolve(item.path()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("\"" + item.path() + "\" leads out of the state directory");
        }
        try (InputStream in = zip.getInputStream(new ZipEntry(item.path()));
                FileChannel out = created(file)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                left -= read;
                if (left < 0) {
                    break;
                }
                sum.update(piece, 0, read);
                write(out, ByteBuffer.wrap(piece, 0, read));
            }
            out.force(true);
        }
        if (left != 0 || !HexFormat.of().formatHex(sum.digest()).equals(item.sha256())) {
            throw new IOException(item.path() + " is damaged: it is not what " + Manifest.NAME + " says");
        }
    }

    private FileChannel created(Path file) {
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
        } catch (IOException refused) {
            throw unwritable(refused);
        }
    }

    private void write(FileChannel out, ByteBuffer piece) {
        try {
            while (piece.hasRemaining()) {
                out.write(piece);
            }
        } catch (IOException refused) {
            throw unwritable(refused);
        }
    }

    /// The disk's fault, not the backup's.
    private ConfigException unwritable(IOException refused) {
        return new ConfigException(
                folder.toString(), "cannot be written, and nothing was changed: " + refused.getMessage());
    }

    /// Whether the agent will understand what is in the files.
    private void checkContent(Manifest manifest) throws IOException {
        List<String> home = StoreCopy.look(folder.resolve(Store.NAME)).home();
        if (!home.isEmpty()) {
            HomeState.restored(home);
        }
        for (Manifest.Item item : manifest.files()) {
            Path file = folder.resolve(item.path());
            if (TickHistory.isFile(file) && TickHistory.wholeBlocks(file).length != Files.size(file)) {
                throw new NoSuchFileException(item.path(), null, "holds a block that cannot be read");
            }
        }
    }
}
