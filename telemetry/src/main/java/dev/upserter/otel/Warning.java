package dev.upserter.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Warns once that nothing arrives at the collector. Thread-safe. */
final class Warning {
    private static final System.Logger LOG = System.getLogger(Warning.class.getName());

    private final AtomicBoolean isSaid = new AtomicBoolean();

    /** Checks the result of an export. An export that ends too late because the program ends is not a failure. */
    CompletableResultCode watch(CompletableResultCode result) {
        return result.whenComplete(() -> {
            Throwable failure = result.getFailureThrowable();
            boolean isOver = failure != null && cause(failure) instanceof RejectedExecutionException;
            if (!result.isSuccess() && !isOver) {
                say(reason(failure));
            }
        });
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        // The only exception that carries an answer is not public.
        String name = cause(failure).getClass().getSimpleName();
        return name.equals("HttpExportException") ? " (it answers with an error)" : " (" + name + ")";
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /**
     * @param reason in parentheses after a space; empty if there is none
     */
    void say(String reason) {
        if (isSaid.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "OpenTelemetry's collector does not take what is sent" + reason
                            + ". Runs are not affected, and this is said once. Look at OTEL_EXPORTER_OTLP_ENDPOINT, and whether the"
                            + " collector listens there for OTLP over HTTP");
        }
    }
}
