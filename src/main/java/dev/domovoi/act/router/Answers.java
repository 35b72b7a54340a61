package dev.domovoi.act.router;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Where the answers of routers meet those who wait for them. Safe for any thread; never blocks.
public final class Answers {
    private final Map<Key, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

    private record Key(String router, long counter) {}

    /// A router has answered; an answer that nobody waits for is another's, and changes nothing.
    public void heard(Answer answer) {
        CompletableFuture<Answer> asked = waiting.get(new Key(answer.router(), answer.counter()));
        if (asked != null) {
            asked.complete(answer);
        }
    }

    CompletableFuture<Answer> await(RouterCommand command) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(new Key(command.router(), command.counter()), answer);
        return answer;
    }

    void stopWaiting(RouterCommand command) {
        waiting.remove(new Key(command.router(), command.counter()));
    }
}
