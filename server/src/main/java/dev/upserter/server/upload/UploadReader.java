package dev.upserter.server.upload;

import dev.upserter.carried.jetty.http.HttpException;
import dev.upserter.carried.jetty.http.HttpFields;
import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.http.MultiPart;
import dev.upserter.carried.jetty.io.Content;
import dev.upserter.carried.jetty.server.Request;
import dev.upserter.carried.jetty.util.thread.Invocable;
import dev.upserter.http.ClientGoneException;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Reads uploads from the network and enforces their limits. Immutable; thread-safe. */
public final class UploadReader {
    private static final Pattern FORM = Pattern.compile("multipart/form-data\\s*(;|$)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_BOUNDARY = 70; // RFC 2046, section 5.1.1
    private static final int MAX_PART_HEADERS = 8 << 10;
    private static final int MAX_AROUND_PARTS = 64 << 10;
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int MIN_BYTES_PER_SECOND = 1 << 10;

    private final long maxBytes;
    private final UploadFolder folder;
    private final LongSupplier nanos;

    /**
     * Creates one.
     *
     * @param maxBytes the longest body
     * @param nanos    a clock in nanoseconds, from any origin
     */
    public UploadReader(long maxBytes, UploadFolder folder, LongSupplier nanos) {
        this.maxBytes = maxBytes;
        this.folder = folder;
        this.nanos = nanos;
    }

    /**
     * Checks the headers and refuses requests that can be refused without the body.
     *
     * @return the boundary between the parts
     */
    public String check(HttpFields headers) throws IOException {
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        String encoding = headers.get(HttpHeader.CONTENT_ENCODING);
        if (type == null || !FORM.matcher(type).lookingAt()) {
            throw new RefusedException(Refusal.NOT_MULTIPART, "the request is not multipart/form-data");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(Refusal.NOT_MULTIPART, "the body is compressed. Send it as it is");
        }
        String boundary = MultiPart.extractBoundary(type);
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw new RefusedException(
                    Refusal.UPLOAD_INVALID, "the Content-Type names no boundary of 1 to 70 characters");
        }
        checkLength(headers.getLongField(HttpHeader.CONTENT_LENGTH));
        return boundary;
    }

    /**
     * @param length of the body; negative if unknown
     */
    private void checkLength(long length) throws IOException {
        if (length > maxBytes) {
            throw tooLarge();
        }
        long usable = folder.usableBytes();
        if (length > usable) {
            throw StoredFile.noRoom(length, usable);
        }
    }

    /**
     * Reads the whole body.
     *
     * @throws RefusedException    if it cannot be used, or the server stops
     * @throws ClientGoneException if the connection breaks
     */
    public void read(Request request, String boundary, Upload upload, Admission admission)
            throws IOException, InterruptedException {
        var parser = new MultiPart.Parser(boundary, upload);
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        long start = nanos.getAsLong();
        long bytes = 0;
        int around = 0;
        for (boolean last = false; !last; upload.check()) {
            Content.Chunk chunk = next(request, admission);
            try {
                last = chunk.isLast();
                bytes += chunk.remaining();
                around = upload.isInPart() ? 0 : around + chunk.remaining();
                checkProgress(bytes, around, nanos.getAsLong() - start);
                parser.parse(chunk);
            } finally {
                chunk.release();
            }
        }
    }

    /** Checks the headers of a request whose body is data without an envelope. */
    void checkRaw(HttpFields headers) throws IOException {
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        String encoding = headers.get(HttpHeader.CONTENT_ENCODING);
        if (type == null || !type.equalsIgnoreCase("application/octet-stream")) {
            throw new RefusedException(Refusal.UPLOAD_INVALID, "the Content-Type is not application/octet-stream");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(Refusal.UPLOAD_INVALID, "the body is compressed. Send the file as it is");
        }
        checkLength(headers.getLongField(HttpHeader.CONTENT_LENGTH));
    }

    /**
     * Reads a whole body that is data without an envelope.
     *
     * @param sink gets the bytes in order; each buffer is valid until the call returns
     * @return the number of bytes
     */
    long readRaw(Request request, Consumer<ByteBuffer> sink, Admission admission)
            throws IOException, InterruptedException {
        long start = nanos.getAsLong();
        long bytes = 0;
        for (boolean last = false; !last; ) {
            Content.Chunk chunk = next(request, admission);
            try {
                last = chunk.isLast();
                bytes += chunk.remaining();
                checkProgress(bytes, 0, nanos.getAsLong() - start);
                sink.accept(chunk.getByteBuffer());
            } finally {
                chunk.release();
            }
        }
        return bytes;
    }

    private static Content.Chunk next(Request request, Admission admission) throws IOException, InterruptedException {
        while (true) {
            admission.requireOpen();
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, admission::wake));
                admission.await();
            } else if (Content.Chunk.isFailure(chunk)) {
                throw failure(chunk.getFailure());
            } else {
                return chunk;
            }
        }
    }

    private void checkProgress(long bytes, int around, long elapsedNanos) {
        if (bytes > maxBytes) {
            throw tooLarge();
        }
        if (around > MAX_AROUND_PARTS) {
            throw new RefusedException(Refusal.UPLOAD_INVALID, "the multipart body has too much around its parts");
        }
        Duration elapsed = Duration.ofNanos(elapsedNanos);
        if (elapsed.compareTo(GRACE) > 0 && bytes / elapsed.toSeconds() < MIN_BYTES_PER_SECOND) {
            throw slow();
        }
    }

    /** The exception for a body that broke off for this reason. */
    public static IOException failure(Throwable reason) {
        if (reason instanceof TimeoutException) {
            throw slow();
        }
        if (reason instanceof HttpException) {
            throw new RefusedException(Refusal.REQUEST_INVALID, "the request's body is broken");
        }
        return new ClientGoneException(reason);
    }

    private RefusedException tooLarge() {
        return new RefusedException(
                Refusal.UPLOAD_TOO_LARGE, "the upload is longer than this server takes, " + maxBytes + " bytes");
    }

    private static RefusedException slow() {
        return new RefusedException(Refusal.UPLOAD_SLOW, "the upload comes too slowly, or not at all");
    }
}
