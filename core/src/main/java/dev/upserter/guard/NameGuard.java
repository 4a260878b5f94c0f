package dev.upserter.guard;

import dev.upserter.guard.value.DamagedText;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Payload;
import dev.upserter.operation.text.Role;
import dev.upserter.operation.text.SpreadsheetText;
import dev.upserter.problem.Code;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds attribute names of a run that differ only in letter case or blanks: attribute names are case-sensitive at
 * Customer.io, so that both would live side by side. Each spelling is reported once, at the first row that has it; ten
 * thousand names are compared. For one thread.
 */
final class NameGuard {
    private static final int MAX_NAMES = 10_000;

    private final Set<AttributeName> seen = new HashSet<>();
    private final Map<String, String> spellings = new HashMap<>();
    /** The names of the row before, by place: nearly always those of this row too. */
    private @Nullable AttributeName[] before = new AttributeName[32];

    private final boolean isOfPeople;

    /** What is wrong with the characters of a name; the first of them is enough. */
    private @Nullable String damage;

    /** @param isOfPeople whether Customer.io gives some names a meaning of their own */
    NameGuard(boolean isOfPeople) {
        this.isOfPeople = isOfPeople;
    }

    @SuppressWarnings("ReferenceEquality") // a mapping uses the same object for the same name, mostly
    void check(Payload payload, Findings findings) {
        int count = payload.size();
        if (count > before.length) {
            before = Arrays.copyOf(before, Math.max(count, before.length * 2));
        }
        for (int i = 0; i < count; i++) {
            AttributeName name = payload.attribute(i).name();
            if (before[i] != name) {
                before[i] = name;
                checkNew(name, findings);
            }
        }
    }

    private void checkNew(AttributeName name, Findings findings) {
        if (seen.size() >= MAX_NAMES || !seen.add(name)) {
            return;
        }
        if (damage == null) {
            JsonValue text = JsonValue.ofText(name.text());
            damage = DamagedText.lost(text)
                    .or(() -> DamagedText.misread(text).map(SpreadsheetText.Finding::what))
                    .map(what -> "the name of the attribute " + name + " " + what)
                    .orElse(null);
        }
        if (name.role() == Role.PLAIN && name.text().startsWith("_")) {
            findings.add(
                    Code.ATTRIBUTE_NAME_INTERNAL,
                    name.text(),
                    () -> "the attribute name " + name + " begins with an underscore: Customer.io keeps such attributes"
                            + " internal");
        }
        if (isOfPeople && name.role() == Role.PLAIN) {
            Role.nearest(name.text())
                    .ifPresent(known -> findings.add(
                            Code.ATTRIBUTE_NAME_NEAR,
                            name.text(),
                            () -> "the attribute " + name + " is not the attribute " + known
                                    + ", which Customer.io knows"));
        }
        String other = spellings.putIfAbsent(folded(name.text()), name.text());
        if (other != null) {
            findings.add(
                    Code.ATTRIBUTE_NAME_TWINS,
                    name.text(),
                    () -> "the attributes " + other + " and " + name + " differ only in letter case or blanks");
        }
    }

    /** What shows that the name of an attribute was damaged on its way. */
    Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    private static String folded(String name) {
        var folded = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
