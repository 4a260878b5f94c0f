package dev.upserter.server.api;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the page needs to know about the server.
 *
 * @param sandbox        whether all runs go to a sandbox
 * @param endpoint       where all runs go; null where each configuration decides
 * @param hasCredentials whether a configuration may omit its credentials
 * @param maxUploadBytes the longest request body
 */
public record About(boolean sandbox, @Nullable URI endpoint, boolean hasCredentials, long maxUploadBytes) {}
