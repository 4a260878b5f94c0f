package dev.upserter.state;

/** A state without people. */
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
