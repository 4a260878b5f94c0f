package dev.upserter.sandbox.track;

/**
 * The workspace that the sandbox pretends to be.
 *
 * @param siteId the user name that requests must carry
 * @param apiKey the password that requests must carry
 * @param region where it is hosted
 */
public record Workspace(String siteId, String apiKey, SandboxRegion region) {
    private static final int NUMBER = 12_345;

    /** Its number, which both APIs tell. */
    public int number() {
        return NUMBER;
    }

    @Override
    public String toString() {
        return "Workspace[" + region + "]";
    }
}
