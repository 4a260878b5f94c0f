package dev.upserter.run.app;

import dev.upserter.app.AppPeople;
import dev.upserter.app.FoundPeople;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.pass.LeftOut;
import dev.upserter.state.lost.LossLog;
import dev.upserter.state.suppression.SuppressedPeople;
import dev.upserter.state.suppression.SuppressionLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the App API for people who are remembered as suppressed: whom Customer.io has, nobody suppresses any more. For one thread. */
public final class StillSuppressed {
    private static final String WHOM = "whether people are still suppressed";

    /** Customer.io may still have somebody whom it has just taken away. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private final Execution run;

    private StillSuppressed(Execution run) {
        this.run = run;
    }

    /**
     * Forgets whom Customer.io has of those whose rows a run left out; the next run sends them. Nothing is asked without a key.
     *
     * @throws IOException if that cannot be written down
     */
    public static void check(Execution run, LeftOut leftOut) throws IOException, InterruptedException {
        if (run.config().destination().app().isThere() && !leftOut.people().isEmpty()) {
            var check = new StillSuppressed(run);
            check.check(check.settled(leftOut.people()));
        }
    }

    /** Those who were suppressed long enough ago. */
    private Map<IdentifierType, Set<String>> settled(Map<IdentifierType, Set<String>> people) {
        Instant latest = run.surroundings().clock().instant().minus(SETTLED);
        SuppressedPeople before = SuppressedPeople.readBefore(run.spec().suppressed(), latest);
        var settled = new EnumMap<IdentifierType, Set<String>>(IdentifierType.class);
        people.forEach((type, some) -> {
            var old = new LinkedHashSet<>(some);
            old.removeIf(person -> !before.contains(new Identifier(type, JsonValue.ofText(person))));
            if (!old.isEmpty()) {
                settled.put(type, old);
            }
        });
        return settled;
    }

    private void check(Map<IdentifierType, Set<String>> people) throws IOException, InterruptedException {
        if (people.isEmpty()) {
            return;
        }
        long found = 0;
        try (AppSession session =
                AppSession.open(run, Unchecked.patience(run.config().delivery()))) {
            var lookup = new AppPeople(session.client());
            for (Map.Entry<IdentifierType, Set<String>> some : people.entrySet()) {
                found += forget(some.getKey(), some.getValue(), lookup.find(some.getKey(), some.getValue()));
            }
        } catch (ProblemException e) {
            Unchecked.tell(run, WHOM, e);
        }
        if (found > 0) {
            run.account()
                    .log()
                    .add(
                            Problem.of(
                                    Code.SUPPRESSED,
                                    null,
                                    "a person who was remembered as suppressed is at Customer.io again, and is remembered no"
                                            + " more: the next run sends the row that this one left out",
                                    "nothing to do"),
                            found);
        }
    }

    private long forget(IdentifierType type, Set<String> people, FoundPeople found) throws IOException {
        List<Identifier> back = people.stream()
                .filter(found::has)
                .map(person -> new Identifier(type, JsonValue.ofText(person)))
                .toList();
        if (!back.isEmpty()) {
            recordLost(back);
            recordBack(back);
        }
        return back.size();
    }

    /** Whatever belonged to them before is gone, and so is what was known of them. */
    private void recordLost(List<Identifier> people) throws IOException {
        try (var log =
                LossLog.open(run.spec().lost(), run.surroundings().clock().instant())) {
            log.record(lines -> people.forEach(lines::lost));
            log.force();
        }
    }

    private void recordBack(List<Identifier> people) throws IOException {
        try (var log = SuppressionLog.open(
                run.spec().suppressed(), false, run.surroundings().clock())) {
            log.record(people);
            log.force();
        }
    }
}
