package dev.upserter.run.check;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.guard.value.Emails;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.StateFolder;
import dev.upserter.mapping.RunVariables;
import dev.upserter.operation.IdentifierType;
import dev.upserter.pipeline.RejectionLimit;
import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.record.Header;
import dev.upserter.source.Head;
import dev.upserter.state.KnownPeople;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first rows of a source before the first call: whether it can be what the sync is about, or another file, one
 * without a column that is mapped, or one with another column for the user id. For one thread, and one source.
 */
public final class SourceCheck {
    /** The fact in {@link CompletedRun} that most user ids were e-mail addresses. */
    public static final String ADDRESSES = "addresses";

    private static final int MOST = 9;
    private static final int OF = 10;

    private final SyncConfig config;
    private final RunVariables run;
    private final boolean repeatsAreSent;
    private final Surroundings surroundings;
    private final Optional<CompletedRun> before;
    private final BooleanSupplier knowsAddresses;
    private boolean hasAddresses;

    /**
     * A check that has not begun.
     *
     * @param repeatsAreSent whether each of several rows of one person is sent
     * @param before         the last run that completed
     * @param knowsAddresses whether people were sent before who have an e-mail address for an id
     */
    public SourceCheck(
            SyncConfig config,
            RunVariables run,
            boolean repeatsAreSent,
            Surroundings surroundings,
            Optional<CompletedRun> before,
            BooleanSupplier knowsAddresses) {
        this.config = config;
        this.run = run;
        this.repeatsAreSent = repeatsAreSent;
        this.surroundings = surroundings;
        this.before = before;
        this.knowsAddresses = knowsAddresses;
    }

    /**
     * Why a run would not send this source, as far as its first rows tell; empty if it would.
     *
     * @param source      which can be read as if nobody had looked
     * @param stateFolder where what earlier runs saw is kept
     */
    public static List<Problem> problems(SyncConfig config, Head source, Path stateFolder) {
        return switch (alone(config, stateFolder).of(source, OptionalLong.empty(), () -> false)) {
            case SourceVerdict.Good good -> List.of();
            case SourceVerdict.Refused refused -> refused.problems();
            case SourceVerdict.Rejecting rejecting -> List.of(rejecting.problem());
        };
    }

    /** A check without a run. */
    public static SourceCheck alone(SyncConfig config, Path stateFolder) {
        Surroundings real = Surroundings.real();
        var variables = new RunVariables("preview", real.clock().instant().getEpochSecond());
        Optional<CompletedRun> before = CompletedRun.read(new StateFolder(stateFolder).sync(config.sync()));
        return new SourceCheck(config, variables, !config.incremental().enabled(), real, before, () -> false);
    }

    /**
     * Refuses an answer whose rows are not written down yet, as {@link #of} or the run would refuse it after the last of them.
     *
     * @throws ProblemException if its columns, or what is odd about it as a whole, would stop the run
     */
    public void require(List<Header> headers, List<Problem> warnings) {
        var fields = new NamedFields(config, trial().mapper(), before);
        fields.notIn(headers)
                .or(() -> warnings.stream()
                        .filter(odd -> config.guards().level(odd.code()) == Level.STOP)
                        .map(odd -> new Problem(odd.code(), Level.STOP, odd.location(), odd.message(), odd.hint()))
                        .findFirst())
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
    }

    private HeadTrial trial() {
        return new HeadTrial(config, run, repeatsAreSent, surroundings, limit());
    }

    /** How many rows may be rejected. */
    public RejectionLimit limit() {
        return limit(config.checks().maxRejected(), before);
    }

    /**
     * How many rows may be rejected.
     *
     * @param before the last run that completed: the share that it rejected is no surprise
     */
    static RejectionLimit limit(Allowance most, Optional<CompletedRun> before) {
        return new RejectionLimit(
                most, share -> before.filter(run -> run.rejectedAbout(share)).isPresent());
    }

    /** Whether most user ids are e-mail addresses; known once the source was looked at. */
    public boolean hasAddresses() {
        return hasAddresses;
    }

    /**
     * Looks at a source.
     *
     * @param most    rows that are read of it; empty for all
     * @param stopped asked before each row; what is true then is not found out
     */
    public SourceVerdict of(Head source, OptionalLong most, BooleanSupplier stopped) {
        source.begin();
        HeadTrial trial = trial();
        var fields = new NamedFields(config, trial.mapper(), before);
        Optional<Problem> wrongHeader = fields.notIn(source.headers());
        if (wrongHeader.isPresent()) {
            return new SourceVerdict.Refused(List.of(wrongHeader.get()));
        }
        long last = most.orElse(Long.MAX_VALUE);
        boolean hasHeader = !source.headers().isEmpty();
        source.read(record -> {
            trial.take(record);
            boolean isEnough = trial.limit().rows() >= RejectionLimit.ENOUGH && (hasHeader || fields.isAnyFound());
            return !isEnough && trial.read() < last && !stopped.getAsBoolean();
        });
        if (source.isBroken() || stopped.getAsBoolean()) {
            return new SourceVerdict.Good();
        }
        boolean isWhole = source.isWhole() || trial.read() == last;
        return Optional.<Problem>empty()
                .or(() -> hasHeader ? Optional.empty() : fields.notFound(trial.read(), isWhole))
                .or(() -> addresses(trial, isWhole))
                .<SourceVerdict>map(problem -> new SourceVerdict.Refused(List.of(problem)))
                .or(() -> trial.limit()
                        .exceeded(isWhole)
                        .map(problem -> new SourceVerdict.Rejecting(problem, trial.read())))
                .orElseGet(SourceVerdict.Good::new);
    }

    /** People whose id is an address are not undone: an id cannot be changed into an e-mail address later. */
    private Optional<Problem> addresses(HeadTrial trial, boolean isWhole) {
        hasAddresses = trial.people() > 0 && trial.addresses() * OF >= trial.people() * MOST;
        @Nullable Level chosen = config.guards().levels().get(Code.ID_AMBIGUOUS);
        boolean isAsked = config.mapping().identifyBy() == IdentifierType.ID
                && !config.checks().isIdentifierChosen()
                && !config.checks().isOriginal();
        if (!hasAddresses || !isAsked || chosen != null || wereAddressesBefore()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                Code.ID_AMBIGUOUS,
                Level.STOP,
                null,
                "the user ids are e-mail addresses (" + Quantities.say(trial.addresses()) + " of "
                        + (isWhole ? "" : "the first ") + Quantities.say(trial.people())
                        + "), but identifyBy does not say so. Nothing was sent",
                "write identifyBy: email, or identifyBy: id to make them ids, which cannot be changed into"
                        + " addresses later"));
    }

    /** Whether most of the people known have an e-mail address for an id, as far as the first of them tell. */
    public static boolean areAddresses(KnownPeople known) throws IOException {
        long people = 0;
        long addresses = 0;
        while (people < RejectionLimit.ENOUGH && known.next()) {
            people++;
            addresses += Emails.isValid(known.entry().key()) ? 1 : 0;
        }
        return addresses * 2 > people;
    }

    private boolean wereAddressesBefore() {
        return before.filter(last -> last.facts().containsKey(ADDRESSES)).isPresent() || knowsAddresses.getAsBoolean();
    }
}
