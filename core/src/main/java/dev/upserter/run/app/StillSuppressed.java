package dev.upserter.run.app;

import dev.upserter.app.AppPeople;
import dev.upserter.app.FoundPeople;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.PersonKey;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.pass.LeftOut;
import dev.upserter.state.EmptyAcknowledgements;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.suppression.SuppressionLog;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Asks the App API for people who are remembered as suppressed: whom Customer.io has, nobody suppresses any more. For one thread. */
public final class StillSuppressed {
    private static final String WHOM = "whether people are still suppressed";

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
            new StillSuppressed(run).check(leftOut.people());
        }
    }

    private void check(Map<IdentifierType, Set<String>> people) throws IOException, InterruptedException {
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
                                            + " more: the next run sends the row that this one left out"),
                            found);
        }
    }

    private long forget(IdentifierType type, Set<String> people, FoundPeople found) throws IOException {
        var entries = new GrowingBytes(256);
        long count = 0;
        for (String person : people) {
            if (found.has(person)) {
                entry(new Identifier(type, JsonValue.ofText(person))).write(entries);
                count++;
            }
        }
        if (count > 0) {
            try (var log = SuppressionLog.open(
                    run.spec().suppressed(), type, EntryKind.PRESENT, false, EmptyAcknowledgements.NOWHERE)) {
                log.acknowledge(StateEntries.in(entries));
                log.force();
            }
        }
        return count;
    }

    private static StateEntry entry(Identifier person) {
        PersonKey key = new PersonKey().of(person);
        byte[] bytes = Arrays.copyOfRange(key.bytes(), key.start(), key.end());
        return StateEntry.of(EntryKind.PRESENT, key.hash(), new byte[Fingerprinter.LENGTH], bytes, new byte[0]);
    }
}
