package dev.upserter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    private static ProblemException unusable(Path key, Exception cause) {
        return new ProblemException(Problem.of(Code.STATE_UNUSABLE, null, "unusable: " + key.getFileName()), cause);
    }

    private RecordKey key(String text) throws IOException {
        Files.writeString(folder.resolve(RecordKey.FILE), text);
        return RecordKey.read(folder, RecordKeyTest::unusable);
    }

    private RecordKey known() throws IOException {
        return key("{\"format\":\"1\",\"key\":\"" + KEY + "\"}\n");
    }

    private static String hash(RecordKey key, String kind, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(key.hash(kind, bytes, 1, bytes.length - 1));
    }

    /** Records of users hold these hashes. */
    @Test
    void aHashOfOneKeyStaysWhatItIs() throws IOException {
        RecordKey key = known();

        assertThat(hash(key, "id", "ana")).hasSize(2 * RecordKey.HASH).isEqualTo("ef383ac66732c05afc7c72fe78b68188");
        assertThat(HexFormat.of().formatHex(key.hash(new Identifier(IdentifierType.ID, JsonValue.ofText("ana")))))
                .isEqualTo(hash(key, "id", "ana"));
        assertThat(HexFormat.of()
                        .formatHex(key.hash(new Identifier(IdentifierType.EMAIL, JsonValue.ofText("Ana@X.org")))))
                .isEqualTo(hash(key, "email", "ana@x.org"));
        assertThat(key.name()).hasSize(8).isEqualTo("4773d12e");
    }

    @Test
    void kindAndKeyAreNotTakenForOneAnother() throws IOException {
        RecordKey key = known();

        assertThat(Set.of(hash(key, "a", "bc"), hash(key, "ab", "c"), hash(key, "abc", ""), hash(key, "", "abc")))
                .hasSize(4);
    }

    @Test
    void anotherKeyMakesOtherHashes() throws IOException {
        String one = hash(known(), "id", "ana");
        String name = known().name();
        RecordKey other = key("{\"format\":\"1\",\"key\":\"" + KEY.replace("00", "01") + "\"}");

        assertThat(hash(other, "id", "ana")).isNotEqualTo(one);
        assertThat(other.name()).isNotEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "nonsense",
                "{\"format\":\"1\"}",
                "{\"format\":\"2\",\"key\":\"" + KEY + "\"}",
                "{\"key\":\"" + KEY + "\"}",
                "{\"format\":\"1\",\"key\":\"" + KEY + "00\"}",
                "{\"format\":\"1\",\"key\":\"0011\"}",
                "{\"format\":\"1\",\"key\":\"g" + KEY + "\"}",
            })
    void whatIsNoKeyIsUnusableAndStays(String text) throws IOException {
        assertThatThrownBy(() -> key(text)).isInstanceOf(ProblemException.class).hasMessageContaining("unusable: key");
        assertThatThrownBy(() -> RecordKey.readOrMake(folder, RecordKeyTest::unusable))
                .isInstanceOf(ProblemException.class);
        assertThat(folder.resolve("key")).hasContent(text);
    }

    @Test
    void aKeyIsMadeOnceAndLeavesNoOtherFile() throws Exception {
        assertThatThrownBy(() -> RecordKey.read(folder, RecordKeyTest::unusable))
                .isInstanceOf(ProblemException.class);
        RecordKey made = RecordKey.readOrMake(folder, RecordKeyTest::unusable);

        assertThat(RecordKey.readOrMake(folder, RecordKeyTest::unusable).name()).isEqualTo(made.name());
        assertThat(RecordKey.read(folder, RecordKeyTest::unusable).name()).isEqualTo(made.name());
        assertThat(files()).containsExactly("key");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Several processes may begin the record of one workspace. */
    @Test
    void whoeverIsFirstMakesTheKeyOfAll() throws Exception {
        var names = new TreeSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> all = IntStream.range(0, 20)
                    .<Callable<String>>mapToObj(i -> () -> RecordKey.readOrMake(folder, RecordKeyTest::unusable)
                            .name())
                    .toList();
            for (var one : threads.invokeAll(all)) {
                names.add(one.get());
            }
        }

        assertThat(names).hasSize(1);
        assertThat(files()).containsExactly("key");
    }
}
