package dev.upserter.sandbox.entry;

/** How the sandbox answers what no source settles; {@link SandboxRule} lists the questions. */
public enum Strictness {
    /** Whatever any reading of the sources allows is accepted. */
    LENIENT,
    /** What the documents of Customer.io say, taken at their word. */
    DOCUMENTED,
    /** What would do the most harm, so that a test finds it. */
    STRICT;

    /** As the command line spells it. */
    public String code() {
        return switch (this) {
            case LENIENT -> "lenient";
            case DOCUMENTED -> "documented";
            case STRICT -> "strict";
        };
    }
}
