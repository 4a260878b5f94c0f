package dev.upserter.sandbox.track;

/**
 * The workspace that the sandbox pretends to be.
 *
 * @param siteId the user name that requests must carry
 * @param apiKey the password that requests must carry
 * @param region where it is hosted
 */
public record Workspace(String siteId, String apiKey, SandboxRegion region) {
    @Override
    public String toString() {
        return "Workspace[" + region + "]";
    }
}
