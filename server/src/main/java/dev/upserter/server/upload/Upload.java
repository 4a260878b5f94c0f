package dev.upserter.server.upload;

import dev.upserter.carried.jetty.http.HttpFields;
import dev.upserter.carried.jetty.http.HttpHeader;
import dev.upserter.carried.jetty.http.MultiPart;
import dev.upserter.carried.jetty.io.Content;
import dev.upserter.config.SyncSet;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.source.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one request, a configuration and data, distinguished by their content while they arrive. There are two, or more
 * if the configuration holds several syncs and is one of the first two. For one thread.
 *
 * <p>Its parser cannot throw, so an error is kept and thrown by {@link #check()}.
 */
public final class Upload extends MultiPart.AbstractPartsListener implements AutoCloseable {
    private static final String PART_NAME = "inputs";
    private static final String BOTH_CONFIGURATIONS =
            "both files look like configurations. Data with a field userId may come as a JSON array, in brackets";

    private final UploadFolder folder;
    private final Function<Part, SyncSet> configure;
    private final List<Part> parts = new ArrayList<>(2);
    private boolean inPart;
    private @Nullable Configured configured;
    private @Nullable RuntimeException failure;

    /**
     * Creates an empty upload.
     *
     * @param configure reads the configuration as soon as it is known, once; may throw to end the upload
     */
    public Upload(UploadFolder folder, Function<Part, SyncSet> configure) {
        this.folder = folder;
        this.configure = configure;
    }

    private record Configured(Part part, SyncSet set) {}

    /**
     * What to run.
     *
     * @param set   all syncs of the configuration
     * @param files valid until the upload is closed
     */
    public record Order(SyncSet set, UploadedFiles files) {}

    /** Whether the current bytes belong to a file. */
    boolean isInPart() {
        return inPart;
    }

    /**
     * @throws RuntimeException if the upload cannot be used, whatever follows
     */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * The order, once everything has arrived.
     *
     * @throws RefusedException if the files are not one configuration and data
     */
    public Order order() {
        check();
        if (parts.size() < 2) {
            throw invalid(
                    parts.isEmpty()
                            ? "the upload holds no file. It must hold a configuration and data"
                            : "the upload holds one file. It must hold two, a configuration and data");
        }
        Configured configuration = configured == null ? configureRest() : configured;
        return new Order(
                configuration.set(),
                new UploadedFiles(
                        dataBeside(configuration.part()).map(Upload::stored).toList()));
    }

    private Stream<Part> dataBeside(Part configuration) {
        return parts.stream().filter(part -> part != configuration);
    }

    private static UploadedFiles.Named stored(Part data) {
        StoredFile file = data.store();
        file.end();
        return new UploadedFiles.Named(data.name(), new DataFile.OnDisk(file.path(), data.shownName("data")));
    }

    /**
     * Beside data, the other file is the configuration even if it does not look like one; of two texts, the likelier one
     * is.
     */
    private Configured configureRest() {
        List<Part> candidates =
                parts.stream().filter(part -> part.kind() != FileStart.DATA).toList();
        if (candidates.size() == 1) {
            return configure(candidates.getFirst());
        }
        Part first = candidates.getFirst();
        Part second = candidates.getLast();
        int order = first.likeness().compareTo(second.likeness());
        if (order == 0) {
            throw invalid(
                    first.likeness() == ConfigLikelihood.NONE
                            ? "neither file is a configuration, which names userId"
                            : BOTH_CONFIGURATIONS);
        }
        return configure(order > 0 ? first : second);
    }

    private Configured configure(Part part) {
        var read = new Configured(part, configure.apply(part));
        configured = read;
        return read;
    }

    @Override
    public void onPartHeader(String name, String value) {
        super.onPartHeader(name, value);
        if (HttpHeader.CONTENT_ENCODING.is(name) || name.equalsIgnoreCase("Content-Transfer-Encoding")) {
            attempt(() -> requirePlain(value));
        }
    }

    private static void requirePlain(String encoding) {
        if (!List.of("binary", "8bit", "7bit", "identity").contains(encoding.toLowerCase(Locale.ROOT))) {
            throw invalid("a file comes in an encoding of its own. Send it as it is");
        }
    }

    @Override
    public void onPartHeaders() {
        attempt(() -> {
            if (!PART_NAME.equals(getName())) {
                throw invalid("a part is not named " + PART_NAME + ". Both must be");
            }
            String fileName = getFileName();
            var part = new Part(fileName == null ? "" : fileName, folder);
            if (parts.size() >= 2) {
                requireWanted(part);
            }
            parts.add(part);
            inPart = true;
        });
    }

    /** Each file after the second must be data that a sync names. */
    private void requireWanted(Part part) {
        Configured known = configured == null ? configureRest() : configured;
        if (!known.set().isSeveral()) {
            throw invalid("the upload holds more than two files, and its configuration is of one sync");
        }
        UploadedFiles.requireRead(
                Stream.concat(dataBeside(known.part()), Stream.of(part))
                        .map(Part::name)
                        .toList(),
                known.set());
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        attempt(() -> write(chunk));
    }

    private void write(Content.Chunk chunk) {
        Part part = parts.getLast();
        part.write(chunk.getByteBuffer());
        if (parts.size() == 2 && part.kind() == FileStart.DATA) {
            dataFollows(parts.getFirst());
        }
    }

    /** The file before data can only be a configuration; its errors are reported before the data is taken. */
    private void dataFollows(Part first) {
        if (first.kind() == FileStart.DATA) {
            throw invalid("both files are data. One must be a configuration");
        }
        if (configured == null) {
            configure(first);
        }
    }

    @Override
    public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
        attempt(this::endPart);
    }

    private void endPart() {
        Part part = parts.getLast();
        part.end();
        inPart = false;
        if (part.likeness() != ConfigLikelihood.CERTAIN) {
            if (parts.size() > 2) {
                part.store().end(); // however many there are, none stays in memory
            }
            return;
        }
        if (configured != null) {
            throw invalid(BOTH_CONFIGURATIONS);
        }
        configure(part);
    }

    @Override
    public void onFailure(Throwable reason) {
        attempt(() -> {
            throw invalid("the multipart body is broken or cut off");
        });
    }

    private void attempt(Runnable step) {
        if (failure == null) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                failure = new IllegalStateException(e);
            }
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Refusal.UPLOAD_INVALID, message);
    }

    @Override
    public void close() {
        parts.forEach(Part::close);
    }
}
