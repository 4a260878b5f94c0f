package dev.upserter.template.value;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares values. */
public final class Comparing {
    private static final String NUMBER_AND_TEXT =
            "a number is compared with a text that says a number. Write both alike, as age == '18' for a text";

    private static final String BOOLEAN_AND_TEXT =
            "a boolean is compared with a text that says true or false. Write both alike, as active == true for a"
                    + " boolean";

    private Comparing() {}

    /**
     * Equality as in a condition.
     *
     * @throws RenderFailure if a number meets a text that spells a number, or a boolean a text that says true or false:
     *     they are never equal, so the comparison is probably a mistake
     */
    public static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget) {
        boolean numberAndText = left instanceof BigDecimal && right instanceof String
                || left instanceof String && right instanceof BigDecimal;
        if (numberAndText && Numbers.of(left) != null && Numbers.of(right) != null) {
            throw new RenderFailure(NUMBER_AND_TEXT);
        }
        if (left instanceof Boolean && saysBoolean(right) || right instanceof Boolean && saysBoolean(left)) {
            throw new RenderFailure(BOOLEAN_AND_TEXT);
        }
        if (left instanceof Special word) {
            return isLike(word, right);
        }
        if (right instanceof Special word) {
            return isLike(word, left);
        }
        return same(left, right, budget);
    }

    private static boolean saysBoolean(@Nullable Object value) {
        return value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
    }

    private static boolean isLike(Special word, @Nullable Object value) {
        return switch (word) {
            case BLANK -> value == Special.BLANK || value != Special.EMPTY && Values.isBlank(value);
            case EMPTY -> value == Special.EMPTY || value != Special.BLANK && Values.isEmpty(value);
        };
    }

    /** Whether two values are the same, including nested ones. */
    public static boolean same(@Nullable Object left, @Nullable Object right, Budget budget) {
        budget.work(1);
        return switch (left) {
            case BigDecimal number -> right instanceof BigDecimal other && number.compareTo(other) == 0;
            case String text -> right instanceof String other && sameText(text, other, budget);
            case List<?> list -> right instanceof List<?> other && sameList(list, other, budget);
            case Map<?, ?> map -> right instanceof Map<?, ?> other && sameMap(map, other, budget);
            case null -> right == null;
            default -> Objects.equals(left, right);
        };
    }

    private static boolean sameText(String left, String right, Budget budget) {
        if (left.length() != right.length()) {
            return false;
        }
        budget.work(left.length());
        return left.equals(right);
    }

    private static boolean sameList(List<?> left, List<?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object element : left) {
            if (!same(element, others.next(), budget)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMap(Map<?, ?> left, Map<?, ?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            boolean known = right.containsKey(entry.getKey());
            if (!known || !same(entry.getValue(), right.get(entry.getKey()), budget)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same, for a condition: two texts that both spell a number are ordered as numbers, since each value of a CSV is a text, and
     * {@code '9'} comes after {@code '18'} among texts.
     */
    public static int order(Object left, Object right, Budget budget) {
        if (left instanceof String text && right instanceof String other) {
            BigDecimal number = Numbers.read(text.strip());
            BigDecimal than = number == null ? null : Numbers.read(other.strip());
            if (number != null && than != null) {
                budget.work(text.length() + other.length());
                return number.compareTo(than);
            }
        }
        return compare(left, right, budget);
    }

    /** Negative, zero or positive, as in {@link Comparable}; only two numbers or two texts can be compared. */
    public static int compare(Object left, Object right, Budget budget) {
        budget.work(1);
        if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
            return number.compareTo(other);
        }
        if (left instanceof String text && right instanceof String other) {
            budget.work(Math.min(text.length(), other.length()));
            return text.compareTo(other);
        }
        throw new RenderFailure(
                "values of different types cannot be compared. Write both alike, as age >= '18' for a text");
    }

    /** Whether a text, a list or a map contains a value; nil contains nothing. */
    public static boolean contains(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (!Values.isTrue(right)) {
            return false;
        }
        return switch (left) {
            case String text -> {
                String part = Values.text(right, budget);
                yield Texts.indexOf(text, part, 0, budget) >= 0;
            }
            case List<?> list -> holds(list, right, budget);
            case Map<?, ?> map -> right instanceof String name && map.containsKey(name);
            case Span span ->
                right instanceof BigDecimal number
                        && number.compareTo(BigDecimal.valueOf(span.first())) >= 0
                        && number.compareTo(BigDecimal.valueOf(span.last())) <= 0
                        && Numbers.isWhole(number);
            case null -> false;
            default -> false;
        };
    }

    private static boolean holds(List<?> list, @Nullable Object value, Budget budget) {
        for (Object element : list) {
            if (same(element, value, budget)) {
                return true;
            }
        }
        return false;
    }
}
