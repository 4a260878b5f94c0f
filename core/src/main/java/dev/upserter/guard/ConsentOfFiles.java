package dev.upserter.guard;

import dev.upserter.json.ValueKind;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.text.OptOutNames;
import dev.upserter.operation.text.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees which of several files list people who opted out, by their names, and are sent as if they had not. For one thread. */
final class ConsentOfFiles {
    /** Whether nobody of a file is unsubscribed; of those that are such lists. */
    private final Map<String, Boolean> silent = new LinkedHashMap<>();

    private String file = "";
    private boolean isOpen;
    private int files;

    void look(IdentifyPerson operation, String name) {
        if (!name.equals(file)) {
            file = name;
            files++;
            isOpen = OptOutNames.isFile(name);
            if (isOpen) {
                silent.putIfAbsent(name, true);
            }
        }
        if (isOpen && isOut(operation)) {
            silent.put(file, false);
            isOpen = false;
        }
    }

    private static boolean isOut(IdentifyPerson operation) {
        for (int i = 0; i < operation.size(); i++) {
            Role role = operation.attribute(i).name().role();
            boolean isTrue = operation.attribute(i).value().kind() == ValueKind.TRUE;
            if (role == Role.UNSUBSCRIBED && isTrue || role == Role.TOPIC || role == Role.SUBSCRIPTIONS) {
                return true;
            }
        }
        return false;
    }

    /** The files; none where there is only one, about which its configuration says enough. */
    List<String> found() {
        return files < 2
                ? List.of()
                : silent.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
