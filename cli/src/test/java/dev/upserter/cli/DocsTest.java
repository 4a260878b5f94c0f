package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.cli.shell.Command;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class DocsTest {
    private static final Pattern OPTION =
            Pattern.compile("^\\| `(--[a-z-]+(?:=[a-z]+)?)(?: ([A-Z]+))?`", Pattern.MULTILINE);

    @Test
    void eachCommandHasAPartThatNamesItsArgumentsAndOptionsAndNoOthers() throws IOException {
        String docs = pages();
        for (Command command : Program.commands()) {
            CommandSpec spec = command.spec();
            String title = "## " + spec.name() + arguments(spec) + "\n";
            assertThat(docs).contains(title);
            String part = docs.substring(docs.indexOf(title) + title.length());
            part = part.substring(0, part.indexOf("\n## "));
            var told = new TreeSet<String>();
            OPTION.matcher(part).results().forEach(option -> told.add(option.group(1) + " " + option.group(2)));
            var known = new TreeSet<String>();
            spec.options()
                    .forEach(option -> known.add(
                            option.longestName() + " " + (option.arity().max() == 0 ? "null" : option.paramLabel())));
            assertThat(told).as(spec.name()).isEqualTo(known);
        }
    }

    @Test
    void eachFaultOfTheSandboxIsDocumentedWithItsKey() throws Exception {
        String docs = pages();
        String part = docs.substring(docs.indexOf("| key | what happens to such a request |"));
        part = part.substring(0, part.indexOf("\n## "));
        try (Sandbox sandbox = Sandbox.start();
                HttpClient client = HttpClient.newHttpClient()) {
            var faults = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/sandbox/faults"));
            String example = part.substring(part.indexOf("--data '") + 8, part.indexOf("'   #"));
            HttpResponse<String> changed =
                    client.send(faults.PUT(BodyPublishers.ofString(example)).build(), BodyHandlers.ofString());
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            for (Iterator<String> keys =
                            new ObjectMapper().readTree(changed.body()).fieldNames();
                    keys.hasNext(); ) {
                assertThat(part).contains("`" + keys.next() + "`");
            }
        }
    }

    /** The pages on commands, one after another. */
    private static String pages() throws IOException {
        var all = new StringBuilder();
        for (String page : List.of("cli", "commands-send", "commands-look", "commands-runs", "commands-serve")) {
            all.append(Files.readString(Path.of("..", "docs", page + ".md"))).append("\n## end\n");
        }
        return all.toString();
    }

    private static String arguments(CommandSpec spec) {
        var labels = new StringBuilder();
        for (ArgSpec argument : spec.positionalParameters()) {
            labels.append(' ').append(argument.required() ? argument.paramLabel() : "[" + argument.paramLabel() + "]");
        }
        return labels.toString();
    }
}
