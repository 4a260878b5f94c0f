package dev.upserter.server.api;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a page has to know of the server.
 *
 * @param sandbox        whether all runs go to a sandbox
 * @param endpoint       where all runs go; null where configurations say so
 * @param hasCredentials whether a configuration needs none
 * @param maxUploadBytes the longest request body
 */
public record About(boolean sandbox, @Nullable URI endpoint, boolean hasCredentials, long maxUploadBytes) {}
