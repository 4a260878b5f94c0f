package dev.upserter.state;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Fingerprinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a state. The first line of its file, padded with blanks.
 *
 * @param format      the format of the file
 * @param keyType     what the keys are: an identifier of people, as the configuration spells it, or several words
 * @param workspace   a digest of the workspace that people were sent to
 * @param mapping     a digest of the rules that turned rows into values
 * @param fingerprint the kind of the fingerprints
 * @param hasValues   whether the values sent last are kept
 * @param people      how many people Customer.io has, as far as is known
 * @param marked      how many were marked as removed
 * @param length      bytes after the header
 * @param checksum    CRC-32C of those bytes
 * @param forgotten   keys before this one, as texts are ordered, were left out by and by; empty if none were
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
        long checksum,
        String forgotten) {

    /** The first format, which earlier versions know. */
    public static final int FORMAT = 1;

    /** The format of states that say more than the first can: what was forgotten, or which events wait. */
    public static final int FORMAT_2 = 2;

    /** The length of the line in bytes. */
    public static final int LENGTH = 512;

    private static final String MARK = "upserter-state ";
    private static final JsonFactory JSON = new JsonFactory();

    /** Nothing was forgotten. */
    public StateHeader(
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
        this(format, keyType, workspace, mapping, fingerprint, hasValues, people, marked, length, checksum, "");
    }

    /** The header of a state without people. */
    public static StateHeader of(String keyType, String workspace, String mapping, boolean hasValues) {
        return new StateHeader(FORMAT, keyType, workspace, mapping, Fingerprinter.ID, hasValues, 0, 0, 0, 0);
    }

    /** The size of the whole file in bytes. */
    public long size() {
        return LENGTH + length;
    }

    /** A copy with these numbers of people. */
    public StateHeader withPeople(long present, long removed, long bytes) {
        return withBody(present, removed, bytes, 0);
    }

    /** A copy with another mapping. */
    public StateHeader withMapping(String other) {
        return new StateHeader(
                format, keyType, workspace, other, fingerprint, hasValues, people, marked, length, checksum, forgotten);
    }

    /** A copy whose keys before this one may be left out, as those before its own may. */
    public StateHeader withForgotten(String before) {
        String last = before.compareTo(forgotten) > 0 ? before : forgotten;
        return last.isEmpty() ? this : inFormat2(last);
    }

    /** A copy of a state whose entries may say more. */
    public StateHeader sayingMore() {
        return inFormat2(forgotten);
    }

    private StateHeader inFormat2(String before) {
        return new StateHeader(
                FORMAT_2,
                keyType,
                workspace,
                mapping,
                fingerprint,
                hasValues,
                people,
                marked,
                length,
                checksum,
                before);
    }

    /** Whether this version can read it. */
    public boolean isReadable() {
        return format == FORMAT || format == FORMAT_2;
    }

    /** Why the people of this state do not match those of a run with another header; empty if they do. */
    public Optional<String> misfit(StateHeader run) {
        if (!isReadable() || !fingerprint.equals(run.fingerprint)) {
            return Optional.of("is of another version of the upserter, or damaged");
        }
        if (!keyType.equals(run.keyType)) {
            return Optional.of((isOfPeople() ? "knows people by " : "knows ") + keyType
                    + ", but the configuration says " + run.keyType);
        }
        return workspace.equals(run.workspace)
                ? Optional.empty()
                : Optional.of("is about another workspace, or another endpoint");
    }

    /** Whether its keys are identifiers of people, and nothing else is known of them. */
    public boolean isOfPeople() {
        String first = keyType.substring(0, isMixed() ? keyType.indexOf(',') : keyType.length());
        return Arrays.stream(IdentifierType.values())
                .anyMatch(type -> type.spelling().equals(first));
    }

    /** Whether it is about people, of whom all, or some, are known by this identifier. */
    public boolean isOfPeopleBy(IdentifierType type) {
        return isOfPeople() && identifiers().contains(type);
    }

    /** The identifiers of people that its keys are, or hold. */
    public List<IdentifierType> identifiers() {
        List<String> words = List.of(keyType.split("[ ,]+"));
        return Arrays.stream(IdentifierType.values())
                .filter(type -> words.contains(type.spelling()))
                .toList();
    }

    /** Whether its keys say which identifier each is. */
    public boolean isMixed() {
        return keyType.indexOf(',') >= 0;
    }

    /** Whether everything but the numbers of people is the same. */
    public boolean isAboutTheSame(StateHeader other) {
        return withBody(0, 0, 0, 0).equals(other.withBody(0, 0, 0, 0));
    }

    public StateHeader withBody(long present, long removed, long bytes, long crc) {
        return new StateHeader(
                format, keyType, workspace, mapping, fingerprint, hasValues, present, removed, bytes, crc, forgotten);
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
            if (!forgotten.isEmpty()) {
                json.writeStringField("forgotten", forgotten);
            }
            json.writeEndObject();
        }
        byte[] written = text.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[LENGTH];
        Arrays.fill(line, (byte) ' ');
        System.arraycopy(written, 0, line, 0, written.length);
        line[LENGTH - 1] = '\n';
        return line;
    }

    /** Parses a header; empty if it is not one, or of an unknown format. */
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
                Long.parseLong(fields.getOrDefault("checksum", "0")),
                fields.getOrDefault("forgotten", "")));
    }
}
