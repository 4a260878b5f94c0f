package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Connections;
import dev.upserter.delivery.http.HttpSettings;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts the parts of an upserter together.
 *
 * @param state  where it remembers
 * @param http   how its requests go
 * @param memory what its runs take
 * @param clock  the time of day
 */
record Assembly(State state, HttpOptions http, MemoryBudget memory, InstantSource clock) {

    /**
     * An upserter for one sync.
     *
     * @throws ProblemException if the sync needs another state
     */
    Upserter upserter(SyncConfig read, Map<String, String> environment) {
        SyncConfig config = withState(read);
        boolean isDirect = state.kind() == State.Kind.NONE;
        List<Problem> missing = isDirect ? Remembering.of(config) : List.of();
        if (!missing.isEmpty()) {
            throw new ProblemException(missing);
        }
        Connections connections = Connections.kept();
        var meters = new Meters();
        var open = new OpenRuns(memory.rooms());
        Surroundings surroundings = Surroundings.of(environment)
                .withClock(guarded(clock))
                .withHttp(heard(http.settings(), meters, open), connections);
        Surroundings real = surroundings.withEnvironment(http.over(surroundings.environment()));
        return new Upserter(
                config,
                state,
                connections,
                meters,
                open,
                folder -> isDirect ? new Direct(config, real, memory) : new Stored(config, real, folder, memory));
    }

    private static HttpSettings heard(HttpSettings given, Meters meters, OpenRuns open) {
        return new HttpSettings(given.tls(), given.headers(), (method, host, status, bytes, took) -> {
            meters.requested(took);
            open.tell(() -> given.listener().sent(method, host, status, bytes, took));
        });
    }

    private SyncConfig withState(SyncConfig read) {
        SyncConfig kept = state.keepRuns().map(read::withKeepRuns).orElse(read);
        return state.database().map(DatabaseConfig::of).map(kept::withState).orElse(kept);
    }

    /** A failure of the program's clock is no defect of ours. */
    private static InstantSource guarded(InstantSource clock) {
        return () -> {
            try {
                return Objects.requireNonNull(clock.instant(), "the clock has no time");
            } catch (OutOfMemoryError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                throw new ProblemException(
                        Problem.of(
                                Code.CONFIG_INVALID,
                                null,
                                "the clock that was given threw " + e.getClass().getName(),
                                "the report's cause() is what was thrown. Correct the clock, then run again"),
                        e);
            }
        };
    }
}
