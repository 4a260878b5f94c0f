package dev.upserter.record;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Types of Java programs as one of those that {@link RecordWriter} writes by itself. A moment with an offset or a zone is the same
 * moment in UTC. A {@link Timestamp} is a date and time without a zone, and a {@link java.sql.Date} a day, as those of a query are:
 * what the driver was told by the database, whatever the zone of this machine. Any other {@link Date} is a moment. Stateless.
 */
final class JavaValues {
    /** How the components of a record are read. */
    private static final ClassValue<Method[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            var accessors = new Method[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = components[i].getAccessor();
                accessors[i].trySetAccessible();
            }
            return accessors;
        }
    };

    private JavaValues() {}

    /**
     * The value as another, which may be of such a type again.
     *
     * @throws UnfitFieldException if it is of no type that rows have
     */
    static @Nullable Object plain(String field, Object value) {
        return switch (value) {
            case OffsetDateTime moment -> moment.toInstant();
            case ZonedDateTime moment -> moment.toInstant();
            case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            case Timestamp time -> time.toLocalDateTime();
            case java.sql.Date day -> day.toLocalDate();
            case Time time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time.toLocalTime());
            case Date moment -> moment.toInstant();
            case UUID id -> id.toString();
            case Enum<?> constant -> constant.name();
            case Character character -> character.toString();
            case CharSequence text -> text.toString();
            case Optional<?> some -> some.orElse(null);
            case Collection<?> elements -> new ArrayList<>(elements);
            case Record row -> members(field, row);
            default -> array(field, value);
        };
    }

    /** The components of a record, by name and in order. */
    static Map<String, @Nullable Object> members(String field, Record row) {
        Method[] accessors = COMPONENTS.get(row.getClass());
        Map<String, @Nullable Object> members = LinkedHashMap.newLinkedHashMap(accessors.length);
        for (Method accessor : accessors) {
            members.put(accessor.getName(), read(field, row, accessor));
        }
        return members;
    }

    private static @Nullable Object read(String field, Record row, Method accessor) {
        try {
            return accessor.invoke(row);
        } catch (IllegalAccessException e) {
            throw new UnfitFieldException(
                    where(field) + "is the record " + row.getClass().getName()
                            + ", whose components this library may not read: make it public, or open its package to it",
                    e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        }
    }

    private static String where(String field) {
        return field.isEmpty() ? "the row " : "the field " + field + " ";
    }

    private static List<@Nullable Object> array(String field, Object value) {
        if (!value.getClass().isArray()) {
            throw new UnfitFieldException("the field " + field + " holds a value of the type "
                    + value.getClass().getName() + ", which no row can have");
        }
        int length = Array.getLength(value);
        List<@Nullable Object> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(Array.get(value, i));
        }
        return elements;
    }
}
