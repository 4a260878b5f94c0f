package dev.upserter.run.pass;

import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Subject;
import dev.upserter.state.suppression.SuppressedPeople;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Whose rows are left out, since they are remembered as suppressed; the first thousand are known by name. For one thread. */
public final class LeftOut implements Predicate<Subject> {
    private static final int MOST = 1_000;

    private final SuppressedPeople suppressed;
    private final Map<IdentifierType, Set<String>> people = new EnumMap<>(IdentifierType.class);
    private int count;

    LeftOut(SuppressedPeople suppressed) {
        this.suppressed = suppressed;
    }

    @Override
    public boolean test(Subject subject) {
        boolean isLeftOut = suppressed.contains(subject);
        Identifier person = subject.person();
        if (isLeftOut && person != null && count < MOST) {
            count += people.computeIfAbsent(person.type(), type -> new LinkedHashSet<>())
                            .add(person.text())
                    ? 1
                    : 0;
        }
        return isLeftOut;
    }

    /** Some of them, by what identifies them. */
    public Map<IdentifierType, Set<String>> people() {
        return people;
    }
}
