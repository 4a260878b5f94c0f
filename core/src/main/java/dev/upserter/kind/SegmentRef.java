package dev.upserter.kind;

import java.io.Serializable;

/**
 * Which segment is meant: by its number, or by its name, whose number the App API tells.
 *
 * @param number 0 where only the name is known
 * @param name   empty where only the number is known
 */
public record SegmentRef(int number, String name) implements Serializable {
    /** The segment of this number. */
    public static SegmentRef numbered(int number) {
        return new SegmentRef(number, "");
    }

    /** The segment of this name, whose number is not known. */
    public static SegmentRef named(String name) {
        return new SegmentRef(0, name);
    }

    /** Whether its number is known. */
    public boolean hasNumber() {
        return number > 0;
    }

    /** What decides which segment it is: the number, wherever it came from. */
    @Override
    public String toString() {
        return hasNumber() ? String.valueOf(number) : "named " + name;
    }
}
