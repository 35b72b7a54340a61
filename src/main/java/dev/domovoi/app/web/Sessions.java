package dev.domovoi.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Browsers in which the token was entered. Kept in memory only, by a hash of what the browser holds; a restart ends
/// them all.
final class Sessions {
    static final Duration LENGTH = Duration.ofHours(12);

    private static final int MOST = 100;
    private static final int ID_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    /// The id of a new session; past the limit the oldest one ends.
    String begin(Instant now) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        lock.lock();
        try {
            ends.values().removeIf(end -> !now.isBefore(end));
            if (ends.size() >= MOST) {
                ends.remove(ends.keySet().iterator().next());
            }
            ends.put(hash(id), now.plus(LENGTH));
        } finally {
            lock.unlock();
        }
        return id;
    }

    boolean isOpen(String id, Instant now) {
        lock.lock();
        try {
            Instant end = ends.get(hash(id));
            return end != null && now.isBefore(end);
        } finally {
            lock.unlock();
        }
    }

    void end(String id) {
        lock.lock();
        try {
            ends.remove(hash(id));
        } finally {
            lock.unlock();
        }
    }

    private static String hash(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }
}
