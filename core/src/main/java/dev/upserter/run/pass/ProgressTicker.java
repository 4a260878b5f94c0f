package dev.upserter.run.pass;

import dev.upserter.delivery.Delivery;
import dev.upserter.history.RunFiles;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Watcher;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells how far a run is, and hands rejected rows to the operating system, a few times a second while it is open. */
final class ProgressTicker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 200;

    private final Watcher listener;
    private final RunFiles files;
    private final RunAccount account;
    private final Source source;
    private final Delivery delivery;
    private final long length;
    private final long startNanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    ProgressTicker(
            Watcher listener,
            RunFiles files,
            RunAccount account,
            Source source,
            DataFile data,
            Delivery delivery,
            long startNanos) {
        this.listener = listener;
        this.files = files;
        this.account = account;
        this.source = source;
        this.delivery = delivery;
        this.length = length(data);
        this.startNanos = startNanos;
        delivery.observe(listener::exchanged);
        this.thread = Thread.ofPlatform().daemon().name("ticker").start(this::run);
    }

    private static long length(DataFile data) {
        long length = 0;
        try {
            for (DataFile.OnDisk file : data.files()) {
                length += Files.size(file.path());
            }
        } catch (IOException unknown) {
            return 0;
        }
        return length;
    }

    private void run() {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            delivery.stop(Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem());
        }
    }

    private void tick() {
        try {
            account.noteRead(files);
            files.flush();
        } catch (ProblemException e) {
            delivery.stop(e.problems().getFirst());
        }
        tell();
    }

    private void tell() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        listener.accept(account.tally().progress(delivery, source.bytesRead(), length, elapsed));
    }

    /** Ends the telling, with a last word about the end. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tell();
    }
}
