package dev.upserter.config.read;

import dev.upserter.config.AlertsConfig;
import dev.upserter.config.MappingTest;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.alerts.UnreadAlerts;
import dev.upserter.config.read.TestsReader.Tests;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.ConfigText;
import dev.upserter.config.text.JsonTree;
import dev.upserter.config.text.NamedVariables;
import dev.upserter.config.text.NodeJson;
import dev.upserter.config.text.YamlTree;
import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * Reads configuration files, JSON or YAML. Immutable; threads may share it.
 *
 * <p>All that is wrong with a configuration is reported at once, each problem with its place in the file.
 */
public final class ConfigReader {
    private final Map<String, String> environment;
    private final boolean uploaded;
    private final boolean besideData;

    private ConfigReader(Map<String, String> environment, boolean uploaded, boolean besideData) {
        this.environment = Map.copyOf(environment);
        this.uploaded = uploaded;
        this.besideData = besideData;
    }

    /** For files of the user's own: {@code ${NAME}} and absent credentials are taken from this environment. */
    public static ConfigReader local(Map<String, String> environment) {
        return new ConfigReader(environment, false, false);
    }

    /**
     * For configurations that somebody sent: {@code ${NAME}}, {@code endpoint} and whatever else would reach into this
     * machine or to another host are refused; absent credentials are taken from this environment.
     */
    public static ConfigReader uploaded(Map<String, String> environment) {
        return new ConfigReader(environment, true, false);
    }

    /**
     * As {@link #uploaded}, for configurations that come with files of data. Where there are several syncs, each may name one of
     * them as its {@code file}: whoever runs them must look the name up among the files that came, and never on this machine.
     */
    public static ConfigReader uploadedBesideData(Map<String, String> environment) {
        return new ConfigReader(environment, true, true);
    }

    /** How files of data are named, of which no configuration is made. */
    private static final Pattern DATA =
            Pattern.compile("(?i)\\.(csv|tsv|ndjson|jsonl|parquet|xlsx?|zip|(csv|tsv|json|ndjson|jsonl)\\.(gz|zst))$");

    /** The keys that a configuration may have. */
    public static List<String> keys() {
        return SyncKeys.SECTION.names();
    }

    /**
     * Reads a file of one sync. The sync is named after the file, without its ending, unless the configuration says otherwise.
     *
     * @throws ProblemException if it cannot be read or is wrong, or has several syncs
     */
    public SyncConfig read(Path file) {
        return read(bytes(file), file.toString());
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ConfigText.MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "this file may not be read", e);
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new ProblemException(Problem.of(
                        Code.INPUT_NOT_FOUND,
                        new Location.InFile(file.toString()),
                        "this is a folder, not a file",
                        "name the configuration file in it"));
            }
            throw unreadable(file, "this file could not be read: " + DiskFailure.reason(e), e);
        }
    }

    private static ProblemException unreadable(Path file, String message, IOException cause) {
        var place = new Location.InFile(file.toString());
        return new ProblemException(Problem.of(Code.INPUT_NOT_FOUND, place, message), cause);
    }

    /**
     * Reads a text. It is YAML if the name ends in {@code .yaml} or {@code .yml}; otherwise JSON if the name ends in
     * {@code .json} or the text starts with a brace or a bracket; otherwise YAML.
     *
     * @param text the bytes of the file; UTF-8, at most 1 MiB
     * @param name the name that messages show; names the sync too, without its ending
     * @throws ProblemException if it is wrong
     */
    public SyncConfig read(byte[] text, String name) {
        return readAll(text, name).only();
    }

    /**
     * Reads all syncs of a file.
     *
     * @throws ProblemException if it cannot be read or is wrong
     */
    public SyncSet readAll(Path file) {
        return readAll(bytes(file), file.toString());
    }

    /** Whether a file is written for several syncs; false also where it cannot be read, which whoever reads it will say. */
    public static boolean holdsSeveral(Path file) {
        try {
            return tree(bytes(file), file.toString()) instanceof ConfigNode.Fields root
                    && root.fields().stream().anyMatch(field -> SetReader.KEYS.contains(field.name()));
        } catch (ProblemException wrong) {
            return false;
        }
    }

    /**
     * The environment variables that a run of a file reads: those that it names, and those of the credentials that it does not have.
     * What its keys mean is not looked at.
     *
     * @return their names, in order
     * @throws ProblemException if it is neither JSON nor YAML
     */
    public static SortedSet<String> variables(Path file) {
        ConfigNode root = tree(bytes(file), file.toString());
        SortedSet<String> names = NamedVariables.in(root);
        CredentialsReader.VARIABLES.forEach((key, variable) -> {
            if (!NamedVariables.hasKey(root, key)) {
                names.add(variable);
            }
        });
        return names;
    }

    /**
     * The alerts in a file that has a mistake, as far as they can be read: nothing else of it is looked at.
     *
     * @return by the names of syncs; none where the file cannot be read at all
     */
    public Map<String, AlertsConfig> alerts(Path file) {
        try {
            return UnreadAlerts.of(tree(bytes(file), file.toString()), file.toString(), environment);
        } catch (ProblemException wrong) {
            return Map.of();
        }
    }

    /**
     * Reads all syncs of a text.
     *
     * @param text as for {@link #read(byte[], String)}
     * @param name as for {@link #read(byte[], String)}
     * @throws ProblemException if it is wrong
     */
    public SyncSet readAll(byte[] text, String name) {
        return new SetReader(environment, uploaded, besideData).read(tree(text, name), name);
    }

    /**
     * A configuration as JSON, for those who cannot read YAML: the same keys and values in the same order, without comments.
     * What its keys mean is not looked at.
     *
     * @param text as for {@link #read(byte[], String)}
     * @param name as for {@link #read(byte[], String)}
     * @return the JSON, several lines
     * @throws ProblemException if it is neither JSON nor YAML
     */
    public static String asJson(byte[] text, String name) {
        return NodeJson.write(tree(text, name));
    }

    /**
     * A configuration to be shown: without its credentials and whatever else may be secret, without comments, each line where it
     * stands. A value that is nothing but {@code ${NAME}} stays.
     *
     * @param text as for {@link #read(byte[], String)}
     * @param name as for {@link #read(byte[], String)}
     * @return the text; empty where not even this may be shown
     * @throws ProblemException if it is neither JSON nor YAML
     */
    public static Optional<String> withoutSecrets(byte[] text, String name) {
        return ShownConfig.of(ConfigText.of(text, name), ConfigReader::tree);
    }

    private static ConfigNode tree(byte[] text, String name) {
        try {
            ConfigNode root = tree(ConfigText.of(text, name));
            if (root instanceof ConfigNode.Fields || !DATA.matcher(name).find()) {
                return root;
            }
        } catch (ProblemException e) {
            if (!DATA.matcher(name).find()) {
                throw e;
            }
        }
        throw new ProblemException(Problem.of(
                Code.CONFIG_INVALID,
                new Location.InFile(name),
                "this is a file of data, not a configuration",
                "CONFIG comes first, then DATA, as in upserter sync users.yaml users.csv. upserter init DATA"
                        + " makes a configuration"));
    }

    private static ConfigNode tree(ConfigText text) {
        return isYaml(text) ? YamlTree.read(text) : JsonTree.read(text);
    }

    /**
     * Reads the tests of a configuration of one sync: those that are under its key {@code tests}, or in the file that it
     * names there, from the configuration's folder on.
     *
     * @return the tests, in order; none if there is no such key
     * @throws ProblemException if the configuration or the file cannot be read or is wrong, or has several syncs
     */
    public List<MappingTest> readTests(Path file) {
        return readTests(file, readAll(file).only().sync());
    }

    /**
     * Reads the tests of one of several syncs.
     *
     * @param sync one of those that {@link #readAll(Path)} found in the file
     * @return as {@link #readTests(Path)}
     * @throws ProblemException if the configuration or the file cannot be read or is wrong
     */
    public List<MappingTest> readTests(Path file, String sync) {
        var reader = new SetReader(environment, uploaded, besideData);
        reader.read(tree(bytes(file), file.toString()), file.toString());
        Tests found = reader.tests(sync);
        if (found.file() == null) {
            return found.list();
        }
        Path tests = file.resolveSibling(found.file());
        return new SyncReader(environment, uploaded).readTests(tree(bytes(tests), tests.toString()));
    }

    private static boolean isYaml(ConfigText text) {
        String name = text.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return true;
        }
        char first = text.decoded().stripLeading().charAt(0);
        return !name.endsWith(".json") && first != '{' && first != '[';
    }
}
