package dev.upserter.run.earlier;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.ConfigDigests;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.text.Role;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.run.execution.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Customer.io does not say of identifiers, since it answers alike: that an id stays what it is, that people become others by
 * another identifier, and that anonymous events may join nobody. Stateless.
 */
public final class IdentifierNotes {
    /** The fact of a completed run: by what it identified people, and the other identifiers that it sent. */
    static final String FACT = "identifiedBy";

    private static final int MOST_SYNCS = 100;
    private static final String SEPARATOR = "+";

    private IdentifierNotes() {}

    /** Tells what is known before the first row, and notes for later runs by what this one identifies people. */
    public static void note(Execution run) {
        MappingConfig mapping = run.config().mapping();
        if (!run.config().kind().kind().is(Kinds.PERSON) || mapping.isMixed()) {
            return;
        }
        noteKeptIds(run, mapping);
        if (isOn(run, Code.IDENTIFIER_CHANGED)) {
            changed(run, mapping).ifPresent(run.account().log()::add);
        }
        run.account().note(FACT, fact(mapping));
    }

    /** An id that is set changes by cio_id alone. */
    private static void noteKeptIds(Execution run, MappingConfig mapping) {
        IdentifierType by = mapping.identifyBy();
        boolean isKept = by == IdentifierType.EMAIL || by == IdentifierType.PHONE;
        if (isKept && sets(mapping, Role.ID) && isOn(run, Code.ID_NOT_CHANGED)) {
            run.account()
                    .log()
                    .add(Problem.of(
                            Code.ID_NOT_CHANGED,
                            null,
                            "people are identified by " + by.spelling()
                                    + ", and the attribute id is mapped: who has no id"
                                    + " gets it, but who has another one keeps that, and Customer.io answers as if it had"
                                    + " changed"));
        }
    }

    /** Without a link from one identifier to the other, Customer.io takes each person for a new one. */
    private static Optional<Problem> changed(Execution run, MappingConfig mapping) {
        IdentifierType now = mapping.identifyBy();
        Optional<IdentifierType> other = other(now);
        Optional<Path> syncs = run.spec().syncs();
        if (other.isEmpty() || syncs.isEmpty() || sends(mapping, other.get())) {
            return Optional.empty();
        }
        return without(now, other.get(), syncs.get(), run.config()).map(sync -> {
            String whose = sync.equals(run.config().sync()) ? "the last run of this sync" : "the sync " + sync;
            return Problem.of(
                    Code.IDENTIFIER_CHANGED,
                    null,
                    whose + " identified people by " + other.get().spelling()
                            + " alone, and this run identifies them by "
                            + now.spelling() + " without the attribute "
                            + other.get().spelling()
                            + ": Customer.io cannot tell that they are the same people, and has them twice");
        });
    }

    /** A sync of this workspace that identified people by another identifier, and did not send the one that counts now. */
    private static Optional<String> without(IdentifierType now, IdentifierType other, Path syncs, SyncConfig config) {
        String workspace = ConfigDigests.workspace(config);
        return folders(syncs).stream()
                .filter(folder -> CompletedRun.read(folder)
                        .filter(before -> workspace.equals(before.digests().get(ConfigDigests.DESTINATION)))
                        .map(before ->
                                List.of(before.facts().getOrDefault(FACT, "").split("[+]")))
                        .filter(sent -> sent.getFirst().equals(other.spelling()) && !sent.contains(now.spelling()))
                        .isPresent())
                .map(folder -> String.valueOf(folder.getFileName()))
                .findFirst();
    }

    private static List<Path> folders(Path syncs) {
        if (!Files.isDirectory(syncs)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(syncs)) {
            return all.sorted().limit(MOST_SYNCS).toList();
        } catch (IOException unreadable) {
            return List.of(); // whoever writes there says what is wrong
        }
    }

    private static String fact(MappingConfig mapping) {
        IdentifierType now = mapping.identifyBy();
        return now.spelling()
                + other(now)
                        .filter(other -> sends(mapping, other))
                        .map(other -> SEPARATOR + other.spelling())
                        .orElse("");
    }

    private static Optional<IdentifierType> other(IdentifierType type) {
        return switch (type) {
            case ID -> Optional.of(IdentifierType.EMAIL);
            case EMAIL -> Optional.of(IdentifierType.ID);
            case PHONE, CIO_ID -> Optional.empty();
        };
    }

    /** Whether the other identifier is among the attributes, or may be. */
    private static boolean sends(MappingConfig mapping, IdentifierType other) {
        return mapping.sendsAllFields() || sets(mapping, other == IdentifierType.ID ? Role.ID : Role.EMAIL);
    }

    private static boolean sets(MappingConfig mapping, Role role) {
        return mapping.mappings().stream().anyMatch(rule -> Role.of(rule.to()) == role);
    }

    /** Events of somebody anonymous join a person only within a few minutes, which no answer tells. */
    public static void noteAnonymous(Execution run) {
        if (run.config().kind().isAnonymous() && isOn(run, Code.ANONYMOUS_WINDOW)) {
            run.account()
                    .log()
                    .add(Problem.of(
                            Code.ANONYMOUS_WINDOW,
                            null,
                            "Customer.io joins anonymous events to a person only where it receives them no later than about"
                                    + " five minutes after the person got the attribute anonymous_id, and only those of the"
                                    + " last 30 days. It does not say which ones it joined"));
        }
    }

    private static boolean isOn(Execution run, Code code) {
        return run.config().guards().level(code) != Level.OFF;
    }
}
