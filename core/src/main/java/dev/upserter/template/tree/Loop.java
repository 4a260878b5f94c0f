package dev.upserter.template.tree;

import dev.upserter.template.value.Bounds;
import dev.upserter.template.value.Budget;
import dev.upserter.template.value.Numbers;
import dev.upserter.template.value.RenderFailure;
import dev.upserter.template.value.Round;
import dev.upserter.template.value.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a loop, and its options.
 *
 * @param variable the name of the current element
 * @param name     the loop's own name, by which a later loop can continue it
 * @param over     the collection
 * @param goesOn   whether it starts where the last loop of its name ended
 * @param reversed whether it starts at the end
 * @param offset   elements to skip at the start; null for none
 * @param limit    the most iterations; null for all
 * @param columns  of a table; null if all are in one row, or it is not a table
 */
public record Loop(
        String variable,
        String name,
        Operand over,
        boolean goesOn,
        boolean reversed,
        @Nullable Operand offset,
        @Nullable Operand limit,
        @Nullable Operand columns) {

    /** The elements of this loop now. */
    List<@Nullable Object> elements(Frame frame) {
        Object value = over.in(frame);
        long start = goesOn ? frame.place(name) : count(offset, "offset", 0, frame);
        long most = count(limit, "limit", Integer.MAX_VALUE, frame);
        long size = value instanceof Span span ? span.size() : -1;
        List<@Nullable Object> all = size >= 0 ? List.of() : Lists.rounds(value, frame.budget());
        long from = Math.clamp(start, 0, size >= 0 ? size : all.size());
        long end = Math.min(size >= 0 ? size : all.size(), from + Math.max(0, most));
        if (end - from > Bounds.ROUNDS) {
            throw Budget.tooManyRounds();
        }
        frame.setPlace(name, (int) Math.min(end, Integer.MAX_VALUE));
        List<@Nullable Object> chosen = value instanceof Span span
                ? new Span(span.first() + from, span.first() + end - 1).list(frame.budget())
                : new ArrayList<>(all.subList((int) from, (int) end));
        if (reversed) {
            Collections.reverse(chosen);
        }
        return chosen;
    }

    static long count(@Nullable Operand operand, String what, long otherwise, Frame frame) {
        Object value = operand == null ? null : operand.in(frame);
        if (value == null) {
            return otherwise;
        }
        if (Numbers.of(value) == null) {
            throw new RenderFailure(what + " of a loop is no number");
        }
        return Numbers.whole(value);
    }

    /** Shows a block for each element. */
    public record For(Loop loop, Block block, Block otherwise) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            List<@Nullable Object> elements = loop.elements(frame);
            if (elements.isEmpty()) {
                otherwise.render(frame, text);
                return;
            }
            var round = new Round(loop.name(), elements.size(), 0, frame.loop());
            frame.enter(Round.FORLOOP, round);
            for (Object element : elements) {
                frame.budget().round();
                frame.enter(loop.variable(), element);
                block.render(frame, text);
                frame.leave();
                round.next();
                if (frame.endRound()) {
                    break;
                }
            }
            frame.leave();
        }

        @Override
        public boolean isBlank() {
            return block.isBlank() && otherwise.isBlank();
        }
    }

    /** Shows the elements as cells of a table. */
    public record Table(Loop loop, Block block) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            List<@Nullable Object> elements = loop.elements(frame);
            int columns = Math.clamp(count(loop.columns(), "cols", elements.size(), frame), 1, Integer.MAX_VALUE);
            var round = new Round(loop.name(), elements.size(), columns, null);
            frame.enter(Round.TABLEROWLOOP, round);
            text.append("<tr class=\"row1\">\n");
            for (Object element : elements) {
                frame.budget().round();
                frame.enter(loop.variable(), element);
                cell(round, frame, text);
                frame.leave();
                boolean last = round.isLast();
                round.next();
                if (frame.endRound()) {
                    break;
                }
                if (!last && round.column() == 0) {
                    text.append("</tr>\n<tr class=\"row")
                            .append(round.row() + 1)
                            .append("\">");
                }
            }
            text.append("</tr>\n");
            frame.leave();
        }

        private void cell(Round round, Frame frame, StringBuilder text) {
            text.append("<td class=\"col").append(round.column() + 1).append("\">");
            block.render(frame, text);
            text.append("</td>");
        }
    }
}
