package dev.upserter.cli.schedule;

import dev.upserter.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in double quotes, as JSON, YAML and Python read them alike. Stateless. */
final class Quotes {
    private Quotes() {}

    static String of(String text) {
        return new String(JsonText.quote(text), StandardCharsets.UTF_8);
    }

    /** A list of texts. */
    static String list(List<String> texts) {
        return texts.stream().map(Quotes::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
