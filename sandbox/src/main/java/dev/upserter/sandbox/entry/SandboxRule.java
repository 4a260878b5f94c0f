package dev.upserter.sandbox.entry;

/**
 * What no source settles, or what sources tell differently, and what the sandbox does about it in each {@link Strictness}.
 * The table of docs/sandbox.md is made from these.
 */
public enum SandboxRule {
    LIMITS(
            "A value, an entry or a batch is over its size limit",
            "accepted",
            "refused with a 400 or an entry of the 207",
            "as documented",
            "Track API, overview: the limits. It does not say what happens above them"),
    LATE_TIMESTAMP(
            "The `timestamp` of an identify is older than one that the person had",
            "the update applies",
            "attributes that the person has stay, others are set",
            "the whole update is dropped, the answer is 200",
            "Track API, `timestamp`: it orders updates of attributes. PostHog issue 55330 (April 2026): the update is dropped"),
    SEGMENT_PEOPLE(
            "An id that nobody has is added to a segment",
            "the person is created",
            "ignored, the answer is 200",
            "refused with a 400",
            "Customer.io, manual segments: people must exist first. The client `customerio` for Elixir: they are created"),
    SEGMENT_MISSING(
            "People are added to a segment that nobody made",
            "as documented",
            "accepted: there is a segment of every number",
            "refused with a 404, unless the App API or a seed made it",
            "Track API, segments: a segment must exist. It does not say what happens if not"),
    OBJECT_TYPE(
            "An object is of a type that nobody made",
            "accepted: there is a type of every number",
            "refused, except the types 1 to 9",
            "refused, except type 1 and types with a name of their own",
            "Track API, objects: the type must exist. It is made on a page of Customer.io"),
    RELATED_OBJECT(
            "A person is related to an object that is not there",
            "as documented",
            "the object comes into being",
            "ignored, the answer is 200",
            "Track API, `add_relationships`: it says nothing about it"),
    DEVICE_OF_NOBODY(
            "A device is added to a person who is not there",
            "the person is created",
            "ignored, the answer is 200",
            "refused with a 400",
            "Track API, `add_device`: it says nothing about it"),
    MERGE_OF_NOBODY(
            "A person of a merge is not there",
            "as documented",
            "nothing happens, the answer is 200",
            "refused with a 400",
            "Track API, `merge`: the request does nothing. In a test it is most often a mistake"),
    UNKNOWN_FIELD(
            "An entry or a v1 event has a field that its schema does not name, as `data` in v2",
            "as documented",
            "ignored",
            "refused with a 400 or an entry of the 207",
            "Track API, schemas: they do not say what becomes of other fields"),
    EVENT_ID(
            "The `id` of an event is no ULID",
            "accepted: any text tells events apart",
            "refused",
            "as documented",
            "Track API, events: a valid ULID. It does not say what becomes of others"),
    LATE_ANONYMOUS(
            "An anonymous event, or relationship of an object, arrives after the identify that has its `anonymous_id`",
            "it becomes the person's",
            "it becomes the person's within 5 minutes, later it stays anonymous",
            "it stays anonymous",
            "Customer.io, anonymous events: it must arrive no later than about 5 minutes after");

    private final String question;
    private final String lenient;
    private final String documented;
    private final String strict;
    private final String source;

    SandboxRule(String question, String lenient, String documented, String strict, String source) {
        this.question = question;
        this.lenient = lenient;
        this.documented = documented;
        this.strict = strict;
        this.source = source;
    }

    /** The case that is not settled. */
    public String question() {
        return question;
    }

    /** What the sandbox does in such a case. */
    public String answer(Strictness strictness) {
        return switch (strictness) {
            case LENIENT -> lenient;
            case DOCUMENTED -> documented;
            case STRICT -> strict;
        };
    }

    /** What is said about it, and where. */
    public String source() {
        return source;
    }
}
