package dev.upserter.operation;

/**
 * Deletes a person (Track API reference, POST /api/v2/batch, actions delete and suppress). A request about the person alone
 * has no body: its method and path say everything.
 *
 * @param identifier whom
 * @param forGood    whether Customer.io is to ignore whatever comes of the person later
 */
public record RemovePerson(Identifier identifier, boolean forGood) implements Operation {
    private static final byte[] DELETE = EntryHead.ascii(",\"action\":\"delete\"}");
    private static final byte[] SUPPRESS = EntryHead.ascii(",\"action\":\"suppress\"}");

    private byte[] action() {
        return forGood ? SUPPRESS : DELETE;
    }

    @Override
    public Subject subject() {
        return identifier;
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY -> EntryHead.length(identifier) + action().length;
            case BODY -> 0;
            case ID -> identifier.jsonLength();
        };
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> EntryHead.write(action(), target, EntryHead.write(identifier, target, at));
            case BODY -> at;
            case ID -> identifier.write(target, at);
        };
    }
}
