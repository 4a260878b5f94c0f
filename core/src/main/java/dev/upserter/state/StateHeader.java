package dev.upserter.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.upserter.plan.Fingerprinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a state is about. The first line of its file, filled up with blanks.
 *
 * @param format      the format of the file
 * @param keyType     which identifier people are known by, as the configuration spells it
 * @param workspace   a digest of where people were sent
 * @param mapping     a digest of what made the values out of the rows
 * @param fingerprint how fingerprints are made
 * @param hasValues   whether the values sent last are kept
 * @param people      how many people Customer.io has, as far as is known
 * @param marked      how many were marked as removed
 * @param length      bytes behind the header
 * @param checksum    CRC-32C of those bytes
 */
public record StateHeader(
        int format,
        String keyType,
        String workspace,
        String mapping,
        String fingerprint,
        boolean hasValues,
        long people,
        long marked,
        long length,
        long checksum) {

    /** The format that is written. */
    public static final int FORMAT = 1;

    /** Bytes of the line. */
    public static final int LENGTH = 512;

    private static final String MARK = "upserter-state ";
    private static final JsonFactory JSON = new JsonFactory();

    /** Of a state that holds nobody. */
    public static StateHeader of(String keyType, String workspace, String mapping, boolean hasValues) {
        return new StateHeader(FORMAT, keyType, workspace, mapping, Fingerprinter.ID, hasValues, 0, 0, 0, 0);
    }

    /** Bytes of the whole file. */
    public long size() {
        return LENGTH + length;
    }

    /** The same about so many people. */
    public StateHeader withPeople(long present, long removed, long bytes) {
        return withBody(present, removed, bytes, 0);
    }

    /** The same with another mapping. */
    public StateHeader withMapping(String other) {
        return new StateHeader(
                format, keyType, workspace, other, fingerprint, hasValues, people, marked, length, checksum);
    }

    /** Why people known by this state are not those of a run with another header; empty if they are. */
    public Optional<String> misfit(StateHeader run) {
        if (format != run.format || !fingerprint.equals(run.fingerprint)) {
            return Optional.of("is of another version of the upserter, or damaged");
        }
        if (!keyType.equals(run.keyType)) {
            return Optional.of("knows people by " + keyType + ", but the configuration says " + run.keyType);
        }
        return workspace.equals(run.workspace)
                ? Optional.empty()
                : Optional.of("is about another workspace, or another endpoint");
    }

    /** Whether all but the people is the same. */
    public boolean isAboutTheSame(StateHeader other) {
        return withBody(0, 0, 0, 0).equals(other.withBody(0, 0, 0, 0));
    }

    public StateHeader withBody(long present, long removed, long bytes, long crc) {
        return new StateHeader(
                format, keyType, workspace, mapping, fingerprint, hasValues, present, removed, bytes, crc);
    }

    public byte[] toBytes() throws IOException {
        var text = new StringWriter();
        text.write(MARK);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("format", format);
            json.writeStringField("keyType", keyType);
            json.writeStringField("workspace", workspace);
            json.writeStringField("mapping", mapping);
            json.writeStringField("fingerprint", fingerprint);
            json.writeBooleanField("values", hasValues);
            json.writeNumberField("people", people);
            json.writeNumberField("marked", marked);
            json.writeNumberField("length", length);
            json.writeNumberField("checksum", checksum);
            json.writeEndObject();
        }
        byte[] written = text.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[LENGTH];
        Arrays.fill(line, (byte) ' ');
        System.arraycopy(written, 0, line, 0, written.length);
        line[LENGTH - 1] = '\n';
        return line;
    }

    /** Reads a header; empty if it is none, or of a format that is not known. */
    public static Optional<StateHeader> read(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII);
        if (line.length < LENGTH || !text.startsWith(MARK) || line[LENGTH - 1] != '\n') {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(text.substring(MARK.length()))) {
            return from(FlatJson.read(json));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<StateHeader> from(Map<String, String> fields) {
        if (!fields.keySet().containsAll(List.of("format", "keyType", "workspace", "mapping"))) {
            return Optional.empty();
        }
        return Optional.of(new StateHeader(
                Integer.parseInt(fields.get("format")),
                fields.getOrDefault("keyType", ""),
                fields.getOrDefault("workspace", ""),
                fields.getOrDefault("mapping", ""),
                fields.getOrDefault("fingerprint", ""),
                Boolean.parseBoolean(fields.getOrDefault("values", "false")),
                Long.parseLong(fields.getOrDefault("people", "0")),
                Long.parseLong(fields.getOrDefault("marked", "0")),
                Long.parseLong(fields.getOrDefault("length", "0")),
                Long.parseLong(fields.getOrDefault("checksum", "0"))));
    }
}
