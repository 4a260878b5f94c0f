package dev.upserter.operation;

import java.util.Locale;

/**
 * Does something to a person as a whole (Track API reference, POST /api/v2/batch, actions delete, suppress and unsuppress). A
 * request about the person alone has no body: its method and path say everything.
 *
 * @param identifier whom
 * @param action     what is done
 */
public record ActOnPerson(Identifier identifier, Action action) implements Operation {

    /** What is done to a person. */
    public enum Action {
        /** Deleted; whatever comes of the person later makes a new one. */
        DELETE,
        /** Deleted, and whatever comes of the person later is ignored. */
        SUPPRESS,
        /** Whatever comes of the person later makes a new one again. */
        UNSUPPRESS;

        private final byte[] json = EntryHead.ascii(",\"action\":\"" + name().toLowerCase(Locale.ROOT) + "\"}");
    }

    @Override
    public Subject subject() {
        return identifier;
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY -> EntryHead.length(identifier) + action.json.length;
            case BODY -> 0;
        };
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> EntryHead.write(action.json, target, EntryHead.write(identifier, target, at));
            case BODY -> at;
        };
    }
}
