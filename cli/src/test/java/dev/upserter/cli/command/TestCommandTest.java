package dev.upserter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.Golden;
import dev.upserter.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    private static final String CONFIG = """
            userId: id
            filter: status != 'gone'
            mappings:
              - {from: plan, to: plan}
              - {from: price, to: price}
              - {from: tags, to: tags}
            guards: {VALUE_NESTED: "off"}
            """;
    private static final String GOOD = """
            - name: numbers keep their digits
              row: {id: 7, price: 1.10, tags: {b: [1, 2], a: x}}
              expect: {id: "7", attributes: {tags: {a: x, b: [1, 2]}, price: 1.10}}
            - name: whoever is gone is left out
              row: {status: gone}
              expect: {filtered: true}
            - name: nobody without an id
              row: {plan: pro}
              expect: {rejected: ID_MISSING}
            """;
    private static final String BAD = """
            - name: other attributes
              row: {id: 7, plan: pro, price: 1.10, tags: [1]}
              expect: {id: "8", attributes: {plan: free, price: 1.1, name: Ana}}
            - name: not left out
              row: {id: 7}
              expect: {filtered: true}
            - name: another rejection
              row: {id: true}
              expect: {rejected: ID_MISSING}
            - name: not sent
              row: {}
              expect: {attributes: {}}
            - name: not rejected
              row: {id: 7}
              expect: {rejected: KEY_TYPE}
            - name: left out
              row: {id: 7, status: gone}
              expect: {attributes: {}}
            """;

    @TempDir
    Path folder;

    @Test
    void testsThatPassAreNamed() throws IOException {
        assertThat(run(0, CONFIG + "tests:\n" + GOOD)).isEqualTo("""
                passed  numbers keep their digits
                passed  whoever is gone is left out
                passed  nobody without an id

                all 3 tests passed
                """);
    }

    @Test
    void whatIsNotAsExpectedIsShownAndFailsABuild() throws IOException {
        Golden.assertSame(
                "test-failed.txt", run(1, CONFIG + "tests:\n" + GOOD + BAD).stripTrailing());
    }

    @Test
    void testsMayStandInAFileBesideTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("users.tests.yaml"), GOOD);
        assertThat(run(0, CONFIG + "tests: users.tests.yaml\n")).endsWith("all 3 tests passed\n");
        Files.writeString(folder.resolve("users.tests.yaml"), "- {name: a}");
        assertThat(refused(CONFIG + "tests: users.tests.yaml\n"))
                .contains("users.tests.yaml:1:3: this test has no key \"row\"");
        assertThat(refused(CONFIG + "tests: missing.yaml\n")).contains("missing.yaml: there is no such file");
    }

    @Test
    void aConfigurationWithoutTestsIsRefused() throws IOException {
        assertThat(refused(CONFIG)).contains("the configuration has no tests");
        assertThat(refused("userID: id\n")).contains("there is no key \"userID\"");
    }

    @Test
    void theExampleOfRulesPasses() {
        assertThat(new Typed().run("test", "../examples/rules.yaml")).isZero();
    }

    @Test
    void theExampleOfRulesFitsTheExampleData() {
        var typed = new Typed();
        assertThat(typed.run("check", "../examples/rules.yaml", "../examples/data.json", "--sandbox"))
                .as(typed.out())
                .isZero();
    }

    private String run(int code, String config) throws IOException {
        Typed typed = typed(config, code);
        assertThat(typed.err()).isEmpty();
        return typed.out().replace(folder + "/", "");
    }

    private String refused(String config) throws IOException {
        Typed typed = typed(config, 2);
        assertThat(typed.out()).isEmpty();
        return typed.err();
    }

    private Typed typed(String config, int code) throws IOException {
        Files.writeString(folder.resolve("users.yaml"), config);
        var typed = new Typed();
        assertThat(typed.run("test", folder + "/users.yaml"))
                .as(typed.err() + typed.out())
                .isEqualTo(code);
        return typed;
    }
}
