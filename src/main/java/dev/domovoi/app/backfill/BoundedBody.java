package dev.domovoi.app.backfill;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A response's body up to a limit; what is longer is cut off there, and not read any further.
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Body> {
    private final int mostBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @SuppressWarnings("ArrayRecordComponent") // raw bytes, read once and never compared
    record Body(byte[] bytes, boolean isTooLong) {}

    @Override
    public CompletionStage<Body> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[Math.min(buffer.remaining(), mostBytes + 1 - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        Flow.Subscription open = Objects.requireNonNull(subscription);
        if (bytes.size() > mostBytes) {
            open.cancel();
            whole.complete(new Body(new byte[0], true));
        } else {
            open.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(new Body(bytes.toByteArray(), false));
    }
}
