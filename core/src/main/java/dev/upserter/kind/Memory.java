package dev.upserter.kind;

/** Whether a state keeps what rows of a kind were delivered, so that a later run can tell what changed. */
public enum Memory {
    /** Where the configuration asks for it: {@code incremental}, {@code mode: mirror}. */
    ON_REQUEST,
    /** Where the configuration asks for it; what was delivered once is not sent again, whatever its row says. */
    ONCE_ON_REQUEST,
    /** Always: what was delivered once is not sent again. */
    ONCE,
    /** Always, and each run sends every row all the same. */
    EACH_TIME;

    /** Whether a state is kept, whatever the configuration says. */
    public boolean isAlways() {
        return this == ONCE || this == EACH_TIME;
    }
}
