package dev.upserter.guard;

import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sees in the first rows whether e-mail addresses go anywhere but to the attribute that is mailed to. For one thread. */
final class AddressWatch {
    private static final int ENOUGH = 1000;
    private static final int MOST_NAMES = 500;

    private final Map<AttributeName, Integer> addresses = new LinkedHashMap<>();
    private int rows;
    private boolean isMailed;

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
            } else if (attribute.name().role() == Role.PLAIN && isAddress(attribute) && addresses.size() < MOST_NAMES) {
                addresses.merge(attribute.name(), 1, Integer::sum);
            }
        }
    }

    private static boolean isAddress(Attribute attribute) {
        return attribute.value().kind() == ValueKind.TEXT && IdentifierGuard.isEmail(attribute.value());
    }

    /** The attribute that holds addresses in half of the rows, if nothing fills the one that is mailed to. */
    Optional<String> elsewhere() {
        return isMailed
                ? Optional.empty()
                : addresses.entrySet().stream()
                        .filter(entry -> entry.getValue() * 2 >= rows)
                        .max(Map.Entry.comparingByValue())
                        .map(entry -> entry.getKey().text());
    }
}
