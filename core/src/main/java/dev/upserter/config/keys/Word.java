package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.problem.Nearest;
import java.util.List;
import java.util.stream.Collectors;

/** One of some words. */
public record Word(List<String> words) implements Type<String> {
    private static final int MAX_SHOWN = 30;
    private static final String TYPOGRAPHIC =
            "write plain quotation marks, \" or ', or none: typographic ones are taken as part of the text";

    @Override
    public String read(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, alternatives(), words.getFirst());
        if (text == null || words.contains(text.text())) {
            return text == null ? words.getFirst() : text.text();
        }
        values.mistakes()
                .add(
                        field.value().place(),
                        field.name() + " must be " + alternatives() + shown(text),
                        () -> nearest(text.text()));
        return words.getFirst();
    }

    private String nearest(String written) {
        if (isInTypographicMarks(written)) {
            return TYPOGRAPHIC;
        }
        String start = written.substring(0, Math.min(MAX_SHOWN, written.length()));
        return Nearest.to(start, words).map(word -> "you probably mean " + word).orElse("write one of these words");
    }

    /** Whether a text is in quotation marks that are none to JSON and YAML. */
    private static boolean isInTypographicMarks(String text) {
        return text.length() > 1
                && "\u201c\u201d\u201e\u201f\u2018\u2019\u00ab\u00bb".indexOf(text.charAt(0)) >= 0
                && "\u201c\u201d\u201f\u2018\u2019\u00ab\u00bb".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static String shown(Resolved text) {
        boolean harmless = text.literal()
                && !text.text().isEmpty()
                && text.text().length() <= MAX_SHOWN
                && text.text().chars().allMatch(c -> (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c == '_' || c == '-');
        return harmless ? ", not \"" + text.text() + "\"" : "";
    }

    /** "a, b or c". */
    String alternatives() {
        int last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    @Override
    public String schema() {
        return Type.orFromEnvironment(words.stream().collect(Collectors.joining("\", \"", "\"enum\": [\"", "\"]")));
    }

    @Override
    public String inWords() {
        return words.stream().collect(Collectors.joining("`, `", "`", "`"));
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
