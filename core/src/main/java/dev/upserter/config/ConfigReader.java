package dev.upserter.config;

import dev.upserter.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads configuration files, JSON or YAML. Immutable; threads may share it.
 *
 * <p>All that is wrong with a configuration is told in one go, each problem with its place in the file.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ConfigReader {
    private final Map<String, String> environment;
    private final boolean uploaded;

    private ConfigReader(Map<String, String> environment, boolean uploaded) {
        this.environment = Map.copyOf(environment);
        this.uploaded = uploaded;
    }

    /** For files of the user's own: {@code ${NAME}} and absent credentials are taken from this environment. */
    public static ConfigReader local(Map<String, String> environment) {
        return new ConfigReader(environment, false);
    }

    /**
     * For configurations that somebody sent: {@code ${NAME}}, {@code endpoint} and whatever else would reach into this
     * machine or to another host are refused; absent credentials are taken from this environment.
     */
    public static ConfigReader uploaded(Map<String, String> environment) {
        return new ConfigReader(environment, true);
    }

    /**
     * Reads a file. The sync is named after it, without its ending, unless the configuration says otherwise.
     *
     * @throws ProblemException if it cannot be read or is wrong
     */
    public SyncConfig read(Path file) {
        throw new UnsupportedOperationException(file + " " + environment.size() + uploaded);
    }

    /**
     * Reads a text.
     *
     * @param text the bytes of the file
     * @param name the name that messages show; names the sync too, without its ending
     * @throws ProblemException if it is wrong
     */
    public SyncConfig read(byte[] text, String name) {
        throw new UnsupportedOperationException(name + text.length);
    }
}
