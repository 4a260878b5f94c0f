package dev.upserter.state;

/** Takes acknowledgements where no state is kept. */
public enum EmptyAcknowledgements implements Acknowledgements {
    NOWHERE;

    @Override
    public void acknowledge(StateEntries entries) {}

    @Override
    public void force() {}

    @Override
    public String place() {
        return "";
    }
}
