package dev.upserter.template.tree;

import dev.upserter.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value, and the filters applied to it. */
public record Chain(Operand first, List<Call> calls) {
    public Chain {
        calls = List.copyOf(calls);
    }

    /**
     * A filter with its arguments.
     *
     * @param allowFalse whether {@code default} accepts false as a value; null for no
     */
    public record Call(
            Filter filter, List<Operand> values, @Nullable Operand allowFalse) {
        public Call {
            values = List.copyOf(values);
        }

        @Nullable
        Object of(@Nullable Object value, Frame frame) {
            frame.budget().work(4);
            var given = new ArrayList<@Nullable Object>(values.size());
            for (Operand operand : values) {
                given.add(operand.in(frame));
            }
            boolean keepsFalse = allowFalse != null && Values.isTrue(allowFalse.in(frame));
            return filter.work().of(value, new FilterArguments(filter, frame, given, keepsFalse));
        }
    }

    @Nullable
    Object in(Frame frame) {
        Object value = first.in(frame);
        for (Call call : calls) {
            value = call.of(value, frame);
        }
        return value;
    }
}
