package dev.upserter.run.change;

import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.util.Optional;

/**
 * A state of which a run that sends nothing looks at nothing, as if it had been removed; it stays as it is. For one thread.
 *
 * @param kept the state
 */
record ForgottenState(StateStore kept) implements StateStore {
    @Override
    public Optional<StateHeader> header() {
        return Optional.empty();
    }

    @Override
    public KnownPeople known() {
        return KnownPeople.none();
    }

    @Override
    public Optional<LastRun> lastRun() {
        return Optional.empty();
    }

    @Override
    public Optional<String> outdatedBy() {
        return Optional.empty();
    }

    @Override
    public String place() {
        return kept.place();
    }

    @Override
    public void reset() {
        throw sendsNothing();
    }

    @Override
    public void begin(StateHeader header, String run) {
        throw sendsNothing();
    }

    @Override
    public void acknowledge(StateEntries entries) {
        throw sendsNothing();
    }

    @Override
    public void force() {
        throw sendsNothing();
    }

    @Override
    public void finish(StateHeader header, LastRun last) {
        throw sendsNothing();
    }

    @Override
    public void takeUp() {
        throw sendsNothing();
    }

    private static IllegalStateException sendsNothing() {
        return new IllegalStateException("a run that sends nothing changes no state");
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }
}
