package dev.upserter.operation;

/**
 * Writes one element of {@code cio_relationships}: the other end of a relationship, and what is said of it (Track API
 * reference, POST /api/v2/entity). Stateless.
 */
final class RelationshipJson {
    private static final byte[] OPENING = EntryHead.ascii("{\"identifiers\":");
    private static final byte[] ATTRIBUTES = EntryHead.ascii(",\"relationship_attributes\":{");
    private static final byte[] END = EntryHead.ascii("}");

    private RelationshipJson() {}

    static int length(Named other, Payload attributes) {
        int said = attributes.size() == 0 ? 0 : ATTRIBUTES.length + attributes.length() + END.length;
        return OPENING.length + other.namedLength() + said + END.length;
    }

    static int write(Named other, Payload attributes, byte[] target, int at) {
        int next = other.writeNamed(target, EntryHead.write(OPENING, target, at));
        if (attributes.size() > 0) {
            next = attributes.write(target, EntryHead.write(ATTRIBUTES, target, next));
            next = EntryHead.write(END, target, next);
        }
        return EntryHead.write(END, target, next);
    }
}
