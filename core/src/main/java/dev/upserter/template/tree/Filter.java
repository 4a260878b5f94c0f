package dev.upserter.template.tree;

import dev.upserter.template.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * What makes another value of a value.
 *
 * @param name    as templates spell it
 * @param least   values that must stand behind it
 * @param most    values that may
 * @param work    what it does
 */
public record Filter(String name, int least, int most, Work work) {
    /** What a filter does. */
    public interface Work {
        @Nullable
        Object of(@Nullable Object value, FilterArguments given);
    }

    /** What a filter does with a text. */
    public interface TextWork {
        Object of(String text, FilterArguments given);
    }

    public static Filter of(String name, int least, int most, Work work) {
        return new Filter(name, least, most, work);
    }

    public static Filter ofText(String name, int least, int most, TextWork work) {
        return new Filter(name, least, most, (value, given) -> work.of(Values.text(value, given.budget()), given));
    }

    /** How many values may stand behind it, in words. */
    public String takes() {
        if (most == 0) {
            return "takes no value";
        }
        String count = least == most ? String.valueOf(most) : least == 0 ? "at most " + most : least + " to " + most;
        return "takes " + count + (most == 1 ? " value" : " values");
    }
}
