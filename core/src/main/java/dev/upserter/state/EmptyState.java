package dev.upserter.state;

/** What is known where nothing is known. */
enum EmptyState implements KnownPeople {
    KNOWN;

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public StateEntry entry() {
        throw new IllegalStateException("nobody is known");
    }

    @Override
    public void close() {}
}
