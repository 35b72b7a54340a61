package dev.domovoi.load;

import dev.domovoi.app.bus.Inbox;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How fast the first stages are by themselves: inbox and dialects. From the checkout, after a build with its tests:
///
/// `java -cp 'target/classes:target/test-classes:target/quarkus-app/lib/main/*' dev.domovoi.load.Stages`
final class Stages {
    private static final int MESSAGES = 200_000;
    private static final int DEVICES = 200;
    private static final int QUEUE = 5_000;
    private static final int ROUNDS = 4;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Stages() {}

    /// Not a test: run it by hand. The first round is warm-up.
    public static void main(String[] none) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            List<Message> messages = messages();
            long start = System.nanoTime();
            Inbox roomy = new Inbox(QUEUE, Optional.of("domovoi"), () -> START);
            for (int from = 0; from < MESSAGES; from += QUEUE) {
                offer(roomy, messages.subList(from, from + QUEUE));
                for (Optional<Message> next = roomy.take(Duration.ZERO); next.isPresent(); ) {
                    next = roomy.take(Duration.ZERO);
                }
            }
            start = told("inbox, in and out", start);
            offer(new Inbox(QUEUE, Optional.of("domovoi"), () -> START), messages);
            start = told("inbox, in while full", start);
            Decoder decoder = new Decoder(Dialects.all());
            messages.forEach(decoder::decode);
            told("dialects", start);
        }
    }

    private static void offer(Inbox inbox, List<Message> messages) {
        messages.forEach(message -> inbox.offer(message.topic(), message.payload(), false));
    }

    private static List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            int device = i % DEVICES;
            Template template = Template.ALL.get(device % Template.ALL.size()).of(device);
            byte[] payload = template.saying(1_000 + i / DEVICES).getBytes(StandardCharsets.UTF_8);
            messages.add(new Message(START.plusMillis(i), template.topic(), payload, false));
        }
        return messages;
    }

    private static long told(String stage, long start) {
        long now = System.nanoTime();
        System.out.printf(Locale.ROOT, "%s: %.0f messages/s%n", stage, MESSAGES / ((now - start) / 1e9));
        return now;
    }
}
