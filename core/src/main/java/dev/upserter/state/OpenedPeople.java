package dev.upserter.state;

import java.io.IOException;

/** The people of an open state; closing this closes the state. For one thread. */
public final class OpenedPeople implements KnownPeople {
    private final StateStore store;
    private final KnownPeople known;

    /** Takes over an open state. */
    public OpenedPeople(StateStore store) throws IOException {
        this.store = store;
        try {
            this.known = store.known();
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public boolean next() throws IOException {
        return known.next();
    }

    @Override
    public StateEntry entry() {
        return known.entry();
    }

    @Override
    public void close() throws IOException {
        try (store) {
            known.close();
        }
    }
}
