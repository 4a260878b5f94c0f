package dev.upserter.template;

import java.util.Collection;
import java.util.Set;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** A filter that may not make a text too large to keep, and for which now is when the run started. */
final class BoundedFilter extends Filter {
    private static final Set<String> MULTIPLYING = Set.of("join", "replace", "newline_to_br", "strip_newlines");

    private final Filter filter;

    BoundedFilter(Filter filter) {
        super(filter.getName());
        this.filter = filter;
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... parameters) {
        if (MULTIPLYING.contains(name)) {
            long longest = 1;
            for (Object parameter : parameters) {
                longest = Math.max(longest, size(parameter));
            }
            if (size(value) * longest > Bounds.WORK) {
                throw new BoundsException();
            }
        }
        boolean now = name.equals("date") && ("now".equals(value) || "today".equals(value));
        Object made = filter.apply(now ? context.get(Scope.NOW) : value, context, parameters);
        if (made instanceof CharSequence text && text.length() > Bounds.TEXT) {
            throw new BoundsException();
        }
        return made;
    }

    private static long size(Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        return value instanceof Collection<?> list ? list.size() : 1;
    }
}
