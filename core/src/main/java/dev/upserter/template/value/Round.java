package dev.upserter.template.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The progress of a loop: {@code forloop} and {@code tablerowloop}. For one thread. */
public final class Round {
    public static final String FORLOOP = "forloop";
    public static final String TABLEROWLOOP = "tablerowloop";

    private final String name;
    private final int length;
    private final int columns;
    private final @Nullable Object parent;
    private int index;

    /**
     * A loop before its first iteration.
     *
     * @param columns of a table; 0 for a loop without
     * @param parent  the loop around it; null for none
     */
    public Round(String name, int length, int columns, @Nullable Object parent) {
        this.name = name;
        this.length = length;
        this.columns = columns;
        this.parent = parent;
    }

    public void next() {
        index++;
    }

    public int column() {
        return index % columns;
    }

    public int row() {
        return index / columns;
    }

    public boolean isLast() {
        return index == length - 1;
    }

    @Nullable
    Object part(String part) {
        return switch (part) {
            case "index" -> number(index + 1);
            case "index0" -> number(index);
            case "rindex" -> number(length - index);
            case "rindex0" -> number(length - index - 1);
            case "first" -> index == 0;
            case "last" -> isLast();
            case "length" -> number(length);
            default -> columns == 0 ? ofLoop(part) : ofTable(part);
        };
    }

    private @Nullable Object ofLoop(String part) {
        return switch (part) {
            case "name" -> name;
            case "parentloop" -> parent;
            default -> null;
        };
    }

    private @Nullable Object ofTable(String part) {
        return switch (part) {
            case "col" -> number(column() + 1);
            case "col0" -> number(column());
            case "col_first" -> column() == 0;
            case "col_last" -> column() == columns - 1;
            case "row" -> number(row() + 1);
            default -> null;
        };
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }
}
