package dev.upserter.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectoryTest {
    private final Directory directory = new Directory();

    /** A seed that is refused takes back what it made, and nothing that others made meanwhile. */
    @Test
    void whatIsTakenBackLeavesWhatOthersMade() {
        directory.put(Segment.manual(6, "Old"));
        Runnable segment = directory.putRevocably(Segment.manual(7, "VIP"));
        Runnable renamed = directory.putRevocably(Segment.manual(6, "New"));
        Runnable type = directory.putRevocably(new Directory.ObjectType(7, "Stores", true));
        directory.put(Segment.manual(8, "Readers"));
        directory.put(new Directory.ObjectType(8, "Plans", true));

        segment.run();
        renamed.run();
        type.run();

        assertThat(directory.segments()).extracting(Segment::name).containsExactly("Old", "Readers");
        assertThat(directory.hasSegment(6)).isTrue();
        assertThat(directory.hasSegment(7)).isFalse();
        assertThat(directory.hasType("7")).isFalse();
        assertThat(directory.hasType("8")).isTrue();
    }

    @Test
    void whatWasReplacedSinceIsNotTakenBack() {
        Runnable segment = directory.putRevocably(Segment.manual(7, "VIP"));
        Runnable type = directory.putRevocably(new Directory.ObjectType(12, "Stores", true));
        directory.put(Segment.manual(7, "Readers"));
        directory.put(new Directory.ObjectType(12, "Plans", true));

        segment.run();
        type.run();

        assertThat(directory.segments()).extracting(Segment::name).containsExactly("Readers");
        assertThat(directory.hasSegment(7)).isTrue();
        assertThat(directory.types()).extracting(Directory.ObjectType::name).contains("Plans");
    }
}
