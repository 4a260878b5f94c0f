package dev.upserter.kind;

/** The keys of a segment. */
final class SegmentSlots {
    static final Slot<SegmentRef> SEGMENT = new Slot<>(
            "segment",
            new SlotType.Segment(),
            true,
            "write the number of a manual segment, as its page at Customer.io shows it",
            "With type segment: the number of the manual segment, or its name, which needs appApiKey.",
            "with `type: segment`, the number of the manual segment, which must exist. It can also be its name, which"
                    + " needs [`appApiKey`](app-api.md)");

    static final Slot<Boolean> CREATE = new Slot<>(
            "createSegment",
            new SlotType.YesNo(),
            false,
            "write true or false",
            "With type segment and a name: whether a run makes a manual segment where none has the name.",
            "with `type: segment` and a name, whether a run makes a manual segment where [none has the"
                    + " name](app-api.md#segments-by-name)");

    private SegmentSlots() {}
}
