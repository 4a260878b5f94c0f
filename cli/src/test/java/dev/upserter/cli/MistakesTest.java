package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages for mistakes of users, in one file that is reviewed. */
class MistakesTest {
    private static final String GOOD = "userId: id\nsiteId: s\napiKey: k\n";
    private static final Pattern JAVA = Pattern.compile("Exception|\\bjava\\.|\\bdev\\.upserter|\\.java:");

    @TempDir
    Path folder;

    /** Configurations, each with one mistake. */
    private static Map<String, String> configurations() {
        var all = new LinkedHashMap<String, String>();
        all.put("curly-value.yaml", "userId: \u201cid\u201d\n");
        all.put("curly-key.yaml", "\u201cuserId\u201d: id\n");
        all.put("curly.json", "{\u201cuserId\u201d: \"id\"}");
        all.put("curly-filter.yaml", GOOD + "filter: plan == \u201cpro\u201d\n");
        all.put("tab.yaml", GOOD + "mappings:\n\t- from: a\n");
        all.put("tab-inside.yaml", "userId:\tid\n");
        all.put("equals.yaml", GOOD + "filter: plan = 'pro'\n");
        all.put("and.yaml", GOOD + "filter: plan == 'pro' && age > 3\n");
        all.put("or.yaml", GOOD + "filter: plan == 'pro' || age > 3\n");
        all.put("not.yaml", GOOD + "filter: '!plan'\n");
        all.put("when.yaml", GOOD + "mappings:\n  - from: a\n    to: b\n    when: a = 1\n");
        List<String> templates = List.of(
                "{{ name | downcas }}", "{{ name", "{{ name }", "{{ {{ name }} }}", "{% if name %}x", "{{ a && b }}");
        for (String template : templates) {
            all.put(
                    "template-" + templates.indexOf(template) + ".yaml",
                    GOOD + "mappings:\n  - to: x\n    template: \"" + template + "\"\n");
        }
        return all;
    }

    private List<String> commands() throws IOException {
        write("good.yaml", GOOD);
        write("data.csv", "id,name\n1,Ana\n");
        write("data.json", "[{\"id\": 1}]");
        write("data.xlsx", "PK\u0003\u0004");
        Files.createDirectories(folder.resolve("exports"));
        for (Map.Entry<String, String> one : configurations().entrySet()) {
            write(one.getKey(), one.getValue());
        }
        var lines = new ArrayList<>(List.of(
                "check data.csv good.yaml",
                "check data.json good.yaml",
                "check data.xlsx good.yaml",
                "check data.csv",
                "preview good.yaml good.yaml",
                "check exports data.csv",
                "peek exports",
                "peek exports/*.csv",
                "peek nowhere/*.csv",
                "peek nowhere.csv",
                "peek data.xlsx",
                "apply good.yaml",
                "good.yaml data.csv",
                "--config good.yaml data.csv",
                "--verbose",
                "check --config good.yaml data.csv",
                "check good.yaml data.csv --apiKey secret",
                "check good.yaml data.csv --site-id=secret",
                "check good.yaml data.csv --parallelism 5",
                "check good.yaml data.csv -sandbox"));
        configurations().keySet().forEach(name -> lines.add("check " + name + " data.csv"));
        return lines;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String said(String line) {
        var typed = new Typed();
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].matches("[a-z].*[./].*|exports")
                    ? folder.resolve(words[i]).toString()
                    : words[i];
        }
        assertThat(typed.run(words)).as(line).isEqualTo(2);
        return (typed.out() + typed.err()).replace(folder + "/", "");
    }

    @Test
    void mistakesAreReportedWithTheirPlaceAndWhatToDo() throws IOException {
        var all = new StringBuilder();
        for (String line : commands()) {
            String said = said(line);
            assertThat(JAVA.matcher(said).find()).as(said).isFalse();
            assertThat(said).as(line).doesNotContain("secret");
            all.append("$ upserter ").append(line).append('\n').append(said).append('\n');
        }
        Golden.assertSame("mistakes.txt", all.toString().strip());
    }

    /** A configuration that cannot be read does not say what its rows become. */
    @Test
    void theReportOfAWrongConfigurationNamesNoType() throws IOException {
        write("events.yaml", "type: event\nuserId: id\nevent: Order Placed\ntime: at\nevnetId: no\n");
        write("data.csv", "id,at\n1,1700000000\n");
        var typed = new Typed();
        String config = folder.resolve("events.yaml").toString();
        assertThat(typed.run("sync", config, folder.resolve("data.csv").toString(), "--json"))
                .isEqualTo(2);
        assertThat(typed.out()).contains("CONFIG_INVALID", "\"type\" : null").doesNotContain("person");
    }

    @Test
    void namesThatWouldSteerATerminalAreShownWithQuestionMarks() throws IOException {
        try (Sandbox sandbox = Sandbox.start()) {
            String steering = "a\u001b[2J\r\u0007\u202eb";
            write("good.yaml", GOOD + "endpoint: " + sandbox.endpoint() + "\n");
            write(steering + ".yaml", "\"" + "x\\u001b[2J\\r\\a\\u202Ey" + "\": 1\n" + GOOD);
            write(steering + ".csv", "id," + steering.replace("\r", "") + "\n1,Ana\n,Bo\n");
            String config = folder.resolve("good.yaml").toString();
            String odd = folder.resolve(steering + ".yaml").toString();
            String data = folder.resolve(steering + ".csv").toString();
            List<List<String>> lines = List.of(
                    List.of("check", config, data),
                    List.of("preview", config, data),
                    List.of("peek", data),
                    List.of("init", data),
                    List.of("check", odd, data),
                    List.of("test", odd),
                    List.of("check", config, data + ".nowhere"),
                    List.of("sync", config, data, "--sandbox"),
                    List.of(
                            "sync",
                            config,
                            data,
                            "--sandbox",
                            "--state",
                            folder.resolve(steering).toString()),
                    List.of("runs", "--state", folder.resolve(steering).toString()),
                    List.of("show", folder.resolve(steering).toString()),
                    List.of("resume", folder.resolve(steering).toString()),
                    List.of("retry", steering),
                    List.of(
                            "plan",
                            config,
                            data,
                            "--out",
                            folder.resolve(steering).resolve("p.json").toString()),
                    List.of("apply", odd),
                    List.of("state", "show", odd),
                    List.of("explain", steering),
                    List.of(steering),
                    List.of("check", config, data, "--" + steering),
                    List.of("check", config, data, "--json"),
                    List.of("check", odd, data, "--json"));
            for (List<String> line : lines) {
                var typed = new Typed();
                typed.run(line.toArray(String[]::new));
                assertThat((typed.out() + typed.err())
                                .codePoints()
                                .filter(MistakesTest::steers)
                                .count())
                        .as("%s: %s", line, typed.out() + typed.err())
                        .isZero();
            }
        }
    }

    private static boolean steers(int c) {
        return c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || Character.getType(c) == Character.FORMAT;
    }
}
