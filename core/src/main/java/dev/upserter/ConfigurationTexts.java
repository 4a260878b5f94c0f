package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.json.JsonValue;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads configurations in each of the forms in which a program may have one. */
final class ConfigurationTexts {
    private static final String NAME = "configuration";

    private ConfigurationTexts() {}

    /** A configuration that was given, not read yet. */
    interface Given {
        SyncSet read(ConfigReader reader);

        /** Whether it gives a sync a name that has none of its own, as a file does. */
        default boolean hasName() {
            return false;
        }
    }

    static Given file(Path file) {
        return new Given() {
            @Override
            public SyncSet read(ConfigReader reader) {
                return reader.readAll(file);
            }

            @Override
            public boolean hasName() {
                return true;
            }
        };
    }

    static Given text(String text) {
        return reader -> reader.readAll(text.getBytes(StandardCharsets.UTF_8), NAME);
    }

    /** Places in a text that nobody has seen say nothing. */
    static Given tree(Map<String, ?> tree) {
        byte[] json = json(tree);
        return reader -> {
            try {
                return reader.readAll(json, NAME);
            } catch (ProblemException e) {
                throw new ProblemException(e.problems().stream()
                        .map(problem ->
                                new Problem(problem.code(), problem.level(), null, problem.message(), problem.hint()))
                        .toList());
            }
        };
    }

    private static byte[] json(Map<String, ?> tree) {
        RecordWriter writer = new RecordWriter(NAME).begin(1);
        tree.forEach((key, value) -> writer.field(key, (Object) value));
        JsonValue json = writer.end().json();
        return json.json().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The sync that is meant.
     *
     * @param name of it; null where there is but one
     */
    static SyncConfig sync(SyncSet set, @Nullable String name) {
        List<String> names = set.names();
        if (name == null) {
            if (names.size() > 1) {
                throw wrong(
                        "the configuration has " + names.size() + " syncs, and an upserter runs one",
                        "choose one with sync(name), such as " + names.getFirst()
                                + ". Several upserters may go on at once");
            }
            return set.only();
        }
        return set.syncs().stream()
                .filter(sync -> sync.sync().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "the configuration has no sync of the name that sync(name) says",
                        "it has " + String.join(", ", names)));
    }

    /** What was delivered is kept by the name of the sync: two without a name would take the rows of each other for theirs. */
    static void requireName(Given given, SyncConfig sync, State state) {
        boolean isKept = state.kind() == State.Kind.FOLDER || state.database().isPresent();
        if (isKept && !given.hasName() && sync.sync().equals(NAME)) {
            throw wrong(
                    "the state is kept by the name of the sync, and the sync has none, since the configuration is no file",
                    "set the key sync, to another name than " + NAME);
        }
    }

    private static ProblemException wrong(String what, String hint) {
        return new ProblemException(Problem.of(Code.CONFIG_INVALID, null, what, hint));
    }
}
