package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.text.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sees in the first rows whether e-mail addresses go anywhere but to the attribute that is mailed to. For one thread. */
final class AddressWatch {
    private static final int ENOUGH = 1000;
    private static final int MOST_NAMES = 500;
    private static final int LONGEST = 10_000;

    private final Map<AttributeName, Seen> addresses = new LinkedHashMap<>();
    private int rows;
    private boolean isMailed;

    /** The addresses of one attribute. */
    private static final class Seen {
        private int count;
        private int first;
        private boolean differ;

        void add(JsonValue value) {
            int hash = value.kind() == ValueKind.TEXT ? value.text().hashCode() : 0;
            first = count == 0 ? hash : first;
            differ |= hash != first;
            count++;
        }

        /** One address in all rows is probably that of somebody else. */
        boolean isOfPeople() {
            return differ;
        }

        int count() {
            return count;
        }
    }

    AddressWatch(IdentifierType identifyBy) {
        isMailed = identifyBy == IdentifierType.EMAIL;
    }

    void look(IdentifyPerson operation) {
        if (isMailed || rows == ENOUGH) {
            return;
        }
        rows++;
        for (int i = 0; i < operation.size(); i++) {
            Attribute attribute = operation.attribute(i);
            if (attribute.name().role() == Role.EMAIL) {
                isMailed = true;
            } else if (attribute.name().role() == Role.PLAIN
                    && isAddress(attribute.value())
                    && addresses.size() < MOST_NAMES) {
                addresses.computeIfAbsent(attribute.name(), name -> new Seen()).add(attribute.value());
            }
        }
    }

    /** An address, a list whose first element is one or has one, or an object that has one. */
    private static boolean isAddress(JsonValue value) {
        return switch (value.kind()) {
            case TEXT -> IdentifierGuard.isEmail(value);
            case ARRAY ->
                value.length() <= LONGEST
                        && Nested.element(value, 0)
                                .filter(AddressWatch::isAddress)
                                .isPresent();
            case OBJECT ->
                value.length() <= LONGEST
                        && Nested.names(value).stream()
                                .flatMap(name -> Nested.find(value, name).stream())
                                .anyMatch(AddressWatch::isAddress);
            case INTEGER, DECIMAL, TRUE, FALSE, NULL -> false;
        };
    }

    /** The attribute that holds addresses in half of the rows, if nothing fills the one that is mailed to. */
    Optional<String> elsewhere() {
        return isMailed
                ? Optional.empty()
                : addresses.entrySet().stream()
                        .filter(entry -> entry.getValue().count() * 2 >= rows)
                        .max(Map.Entry.comparingByValue(
                                Comparator.comparing(Seen::isOfPeople).thenComparingInt(Seen::count)))
                        .map(entry -> entry.getKey().text());
    }
}
