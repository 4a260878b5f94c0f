package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import dev.upserter.batch.Route;
import dev.upserter.redaction.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows each request and its answer to an observer, if there is one, without what is secret. Thread-safe. */
final class ShownExchanges {
    static final String BATCH_PATH = "/api/v2/batch";

    private final Secrets secrets;
    private volatile @Nullable Consumer<Exchange> observer;

    /** @param secrets what no answer may repeat */
    ShownExchanges(Secrets secrets) {
        this.secrets = secrets;
    }

    void observe(Consumer<Exchange> newObserver) {
        observer = newObserver;
    }

    /**
     * Shows one that has its end.
     *
     * @param batch  what was sent
     * @param again  whether it had been sent before
     * @param status of the answer; 0 where none came
     * @param answer its body
     * @param start  when the request began, in nanoseconds of the JVM's clock
     */
    void show(Batch batch, boolean again, int status, byte[] answer, long start) {
        Consumer<Exchange> shown = observer;
        if (shown != null) {
            shown.accept(new Exchange(
                    batch.route().method(),
                    switch (batch.route()) {
                        case Route.Entries ignored -> BATCH_PATH;
                        case Route.Alone alone -> alone.before() + "…" + alone.after();
                        case Route.Fixed fixed -> fixed.path();
                        case Route.Ids ids -> ids.path();
                    },
                    batch.people(),
                    again,
                    batch.body(),
                    batch.bodyLength(),
                    status,
                    withoutSecrets(answer),
                    Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private byte[] withoutSecrets(byte[] answer) {
        return secrets.hide(new String(answer, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
