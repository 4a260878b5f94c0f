package dev.upserter.history;

import dev.upserter.mapping.spec.UserId;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes out the whole content of a part of a configuration, identically in every run: records with their components, lists
 * in order, sets and maps sorted.
 *
 * <p>Used instead of the records' own {@code toString}, whose code is generated at run time: that takes a tenth of a second
 * for the records of a small configuration.
 */
final class RecordText {
    /**
     * Components that decide only whether a run continues, or where a mistake is shown, but not what is sent: changing one
     * does not make it another run.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "Expression.optional",
            "GuardConfig.remembers",
            "IncrementalConfig.forgetAfter",
            "IncrementalConfig.maxChanged",
            "IncrementalConfig.maxNew",
            "IncrementalConfig.pricePerProfile",
            "QueryConfig.maxBytes",
            "QueryConfig.place",
            "WorkbookConfig.isChosen");

    /** Components that earlier versions did not have, where they are null or false. */
    private static final Set<String> SINCE =
            Set.of("Rule.onlyIfEmpty", "MappingConfig.related", "IncrementalConfig.changeEvents");

    /** What records and constants were called that have another name now: the digests of earlier versions hold these. */
    private static final Map<String, String> FORMER_NAMES = Map.of(
            "ToBoolean", "Truth",
            "BooleanByWords", "TruthByWords",
            "SECONDS", "S",
            "MILLISECONDS", "MS",
            "MICROSECONDS", "US",
            "NANOSECONDS", "NS");

    private final StringBuilder text = new StringBuilder();

    private RecordText() {}

    /** The content of a record, a list or a map, including nested ones; leaves out a database's credentials. */
    static String of(Object part) {
        var written = new RecordText();
        written.write(part);
        return written.text.toString();
    }

    private void write(@Nullable Object value) {
        if (value instanceof DatabaseConfig database) {
            text.append(database); // which leaves out the credentials
        } else if (value instanceof UserId id && id.isPlain()) {
            write(id.field()); // as it was written before it could be a rule
        } else if (value instanceof Record part) {
            writeRecord(part);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null));
        } else if (value instanceof Set<?> set) {
            var sorted = new TreeSet<String>();
            set.forEach(item -> sorted.add(of(item)));
            writeAll(sorted);
        } else if (value instanceof Collection<?> items) {
            writeAll(items);
        } else if (value instanceof Map<?, ?> map) {
            var sorted = new TreeSet<String>();
            map.forEach((key, item) -> sorted.add(of(key) + "=" + of(item)));
            writeAll(sorted);
        } else {
            text.append(value instanceof Enum<?> constant ? former(constant.toString()) : value);
        }
    }

    private static String former(String name) {
        return FORMER_NAMES.getOrDefault(name, name);
    }

    private void writeAll(Collection<?> items) {
        text.append('[');
        for (Object item : items) {
            write(item);
            text.append(',');
        }
        text.append(']');
    }

    private static String nameOf(RecordComponent component, Record part) {
        return part.getClass().getSimpleName() + "." + component.getName();
    }

    private void writeRecord(Record part) {
        String name = part.getClass().getSimpleName();
        text.append(former(name)).append('(');
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            if (LEFT_OUT.contains(nameOf(component, part))) {
                continue;
            }
            @Nullable Object value = valueOf(component, part);
            boolean isSingle = part instanceof UserId id && !id.isList();
            boolean isSince = (value == null || Boolean.FALSE.equals(value)) && SINCE.contains(nameOf(component, part));
            boolean isPlain = value instanceof Dialect dialect && dialect.isPlain();
            if (isPlain || isSince || isSingle && List.of().equals(value)) {
                continue; // so that runs of an earlier version can be resumed
            }
            text.append(component.getName()).append('=');
            write(value);
            text.append(',');
        }
        text.append(')');
    }

    private static @Nullable Object valueOf(RecordComponent component, Record part) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(part);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a configuration can be read: " + component, e);
        }
    }
}
