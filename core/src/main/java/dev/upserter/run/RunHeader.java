package dev.upserter.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.upserter.problem.Product;
import dev.upserter.state.FlatJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run is: written when it starts, so that another process can go on with it.
 *
 * @param run           its id
 * @param sync          the name of the sync
 * @param configuration the configuration file, absolute; null if there is none
 * @param source        the data as they were; null for a stream, which cannot be read again
 * @param digests       of the parts of the configuration that decide what is sent, and where, by name
 * @param scope         of whom the run speaks: see {@link Scope}
 */
record RunHeader(
        String run,
        String sync,
        @Nullable String configuration,
        @Nullable SourcePrint source,
        Map<String, String> digests,
        String scope) {

    static final String FILE = "run.json";
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DIGEST = "digest.";

    RunHeader {
        digests = Map.copyOf(digests);
    }

    /** Of a run that starts, or goes on. */
    static RunHeader of(Execution run) {
        Path configuration = run.options().configuration();
        return new RunHeader(
                run.id(),
                run.config().sync(),
                configuration == null
                        ? null
                        : configuration.toAbsolutePath().normalize().toString(),
                run.print(),
                ConfigDigests.of(run.config()),
                run.use().scope().spelling());
    }

    String toJson() throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        return text + "\n";
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("run", run);
        fields.put("sync", sync);
        fields.put("version", Product.version());
        fields.put("scope", scope);
        if (configuration != null) {
            fields.put("configuration", configuration);
        }
        if (source != null) {
            fields.put("data", source.path());
            fields.put("size", Long.toString(source.size()));
            fields.put("modified", Long.toString(source.modified()));
            fields.put("content", source.digest());
        }
        digests.forEach((part, digest) -> fields.put(DIGEST + part, digest));
        return fields;
    }

    /** Reads the header of a run; empty if there is none, or none that can be read. */
    static Optional<RunHeader> read(Path folder) {
        Path file = folder.resolve(FILE);
        try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
            return from(FlatJson.read(json));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RunHeader> from(Map<String, String> fields) {
        String run = fields.get("run");
        String sync = fields.get("sync");
        if (run == null || sync == null) {
            return Optional.empty();
        }
        String data = fields.get("data");
        SourcePrint source = data == null
                ? null
                : new SourcePrint(
                        data,
                        Long.parseLong(fields.getOrDefault("size", "0")),
                        Long.parseLong(fields.getOrDefault("modified", "0")),
                        fields.getOrDefault("content", ""));
        var digests = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(DIGEST)) {
                digests.put(name.substring(DIGEST.length()), value);
            }
        });
        return Optional.of(new RunHeader(
                run, sync, fields.get("configuration"), source, digests, fields.getOrDefault("scope", "configured")));
    }
}
