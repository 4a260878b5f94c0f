package dev.upserter.operation;

import java.nio.charset.StandardCharsets;

/**
 * Puts a person into a manual segment, or takes them out of it. Which segment, the path of the request says: in the list of a
 * request (Track API reference, POST /api/v1/segments/{segment_id}/add_customers) stands the identifier alone.
 *
 * @param identifier whom
 * @param joins      whether they are a member afterwards
 */
public record ChangeMembership(Identifier identifier, boolean joins) implements Operation {
    private static final byte[] OPENING = "{\"ids\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "]}".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Subject subject() {
        return identifier;
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY -> identifier.jsonLength();
            case BODY -> OPENING.length + identifier.jsonLength() + CLOSING.length;
        };
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> identifier.write(target, at);
            case BODY ->
                EntryHead.write(CLOSING, target, identifier.write(target, EntryHead.write(OPENING, target, at)));
        };
    }
}
