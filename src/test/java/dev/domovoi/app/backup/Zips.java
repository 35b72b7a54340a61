package dev.domovoi.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Backups as a test wants them, right and wrong.
final class Zips {
    private Zips() {}

    /// The files of a backup, its manifest among them.
    static Map<String, byte[]> of(Path backup) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    static void write(Path backup, Map<String, byte[]> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(backup);
                ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }

    /// The same files with a manifest that names all of them as they are.
    static Map<String, byte[]> withManifest(Map<String, byte[]> files, int format, int schema) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.remove(Manifest.NAME);
        List<Manifest.Item> items = new ArrayList<>();
        all.forEach((path, bytes) -> items.add(new Manifest.Item(
                path, bytes.length, HexFormat.of().formatHex(Backup.sha256().digest(bytes)))));
        Manifest manifest = new Manifest(format, Instant.EPOCH, schema, true, items);
        all.put(Manifest.NAME, manifest.text().getBytes(UTF_8));
        return all;
    }
}
