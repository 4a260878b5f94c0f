package dev.upserter.template.tree;

import dev.upserter.template.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * A function from value to value.
 *
 * @param name  as templates spell it
 * @param least the smallest number of arguments
 * @param most  the largest number of arguments
 * @param work  its implementation
 */
public record Filter(String name, int least, int most, Work work) {
    /** The function of a filter. */
    public interface Work {
        @Nullable
        Object of(@Nullable Object value, FilterArguments given);
    }

    /** The function of a filter on texts. */
    public interface TextWork {
        Object of(String text, FilterArguments given);
    }

    public static Filter of(String name, int least, int most, Work work) {
        return new Filter(name, least, most, work);
    }

    public static Filter ofText(String name, int least, int most, TextWork work) {
        return new Filter(name, least, most, (value, given) -> work.of(Values.text(value, given.budget()), given));
    }

    /** How many arguments it takes, in words. */
    public String takes() {
        if (most == 0) {
            return "takes no value";
        }
        String count = least == most ? String.valueOf(most) : least == 0 ? "at most " + most : least + " to " + most;
        return "takes " + count + (most == 1 ? " value" : " values");
    }
}
