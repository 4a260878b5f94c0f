package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.TextParts;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.ConsentPaths;
import dev.upserter.operation.text.OptOutWords;
import dev.upserter.operation.text.Role;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees in the first rows whether fields that tell who wants no messages go anywhere but to what stops them. For one thread. */
final class ConsentWatch {
    private static final int ENOUGH = 1000;
    private static final int MOST_NAMES = 500;
    private static final int LONGEST_OBJECT = 20_000;
    private static final int LONGEST_WORD = 12;

    private static final Pattern STEP = Pattern.compile("\\['([^']+)'\\]");

    private final Map<String, String> fields = new HashMap<>();
    private final Map<AttributeName, Boolean> others = new HashMap<>();
    private final Set<AttributeName> seen = new LinkedHashSet<>();
    private final ConsentPaths paths = new ConsentPaths();
    private final String filter;

    /** What is read by the rules that fill unsubscribed. */
    private final String read;

    private @Nullable String found;

    /** The first that is none of a consent by its name, which may be beside what fills unsubscribed. */
    private @Nullable String out;

    private final ConsentOfFiles files = new ConsentOfFiles();

    private int rows;
    private boolean isFed;
    private boolean isTold;

    ConsentWatch(MappingConfig mapping) {
        String condition = mapping.filter();
        filter = condition == null ? "" : condition;
        read = mapping.mappings().stream()
                .filter(rule -> feeds(Role.of(rule.to())))
                .map(rule -> rule.value().toString())
                .collect(Collectors.joining(" "));
        for (Rule rule : mapping.mappings()) {
            isFed |= feeds(Role.of(rule.to()));
            isTold |= Role.of(rule.to()) == Role.UNSUBSCRIBED;
            if (rule.value().origin() instanceof ValueOrigin.Field field) {
                fields.putIfAbsent(rule.to(), field.path().text());
            }
        }
    }

    private static boolean feeds(Role role) {
        return role == Role.UNSUBSCRIBED || role == Role.TOPIC || role == Role.SUBSCRIPTIONS;
    }

    /** Of a row of some file. */
    void look(IdentifyPerson operation, String file) {
        files.look(operation, file);
        look(operation);
    }

    /** The files of several that list people who opted out, by their names, of whom nobody is unsubscribed. */
    List<String> files() {
        return files.found();
    }

    private void look(IdentifyPerson operation) {
        if (isFed && !isTold || rows == ENOUGH) {
            return;
        }
        rows++;
        for (int i = 0; i < operation.size(); i++) {
            AttributeName name = operation.attribute(i).name();
            isFed |= feeds(name.role());
            isTold |= name.role() == Role.UNSUBSCRIBED;
            if (out == null) {
                note(inValue(name, operation.attribute(i).value()));
            }
            if (out == null && isOther(name) && seen.size() < MOST_NAMES && seen.add(name)) {
                String field = fields.getOrDefault(name.text(), name.text());
                boolean isSaid = saysWhoIsUnsubscribed(field)
                        || isShort(operation.attribute(i).value()) && ConsentName.sounds(field);
                note(isSaid && !isUsed(field) ? field : null);
            }
        }
    }

    private void note(@Nullable String field) {
        if (field == null) {
            return;
        }
        if (found == null) {
            found = field;
        }
        boolean isConsent = ConsentPaths.of(field)
                .filter(name -> name == ConsentName.CONSENT || name == ConsentName.CONSENT_TIME)
                .isPresent();
        if (!isConsent && !ConsentName.isOfPost(field, names())) {
            out = field;
        }
    }

    /** The fields that rules read. */
    private List<String> names() {
        return Stream.concat(
                        fields.values().stream(), STEP.matcher(read).results().map(step -> step.group(1)))
                .toList();
    }

    /** Whether the filter reads a field, or a rule that fills unsubscribed, by its path or step by step. */
    private boolean isUsed(String field) {
        return filter.contains(field)
                || read.contains(field)
                || read.contains("row['" + field.replace(".", "']['") + "']");
    }

    /** What tells it in a value: a field of an object, which may be JSON in a text, or the word of an opt-out. */
    private @Nullable String inValue(AttributeName name, JsonValue value) {
        JsonValue object = value.kind() == ValueKind.TEXT && isInBraces(value) ? TextParts.json(value) : value;
        if (object != null && object.kind() == ValueKind.OBJECT) {
            return inside(fields.getOrDefault(name.text(), name.text()), object);
        }
        if (isOther(name) && OptOutWords.isIn(value)) {
            String field = fields.getOrDefault(name.text(), name.text());
            return OptOutWords.isOfAnotherChannel(field) || isUsed(field) ? null : field;
        }
        return null;
    }

    /** Whether a value can be a word for yes or no. */
    private static boolean isShort(JsonValue value) {
        return switch (value.kind()) {
            case TRUE, FALSE -> true;
            case TEXT, INTEGER -> value.length() <= LONGEST_WORD;
            case DECIMAL, NULL, OBJECT, ARRAY -> false;
        };
    }

    private static boolean isInBraces(JsonValue text) {
        return text.length() <= LONGEST_OBJECT
                && text.bytes()[text.start() + 1] == '{'
                && text.bytes()[text.end() - 2] == '}';
    }

    /** The path to a field inside of an object that tells it, or whose value is the word of an opt-out. */
    private @Nullable String inside(String field, JsonValue object) {
        Stream<String> named =
                paths.in(field, object).stream().map(ConsentPaths.Found::path).filter(this::tells);
        Stream<String> said = object.length() > LONGEST_OBJECT
                ? Stream.of()
                : Nested.names(object).stream()
                        .filter(name -> Nested.find(object, name)
                                .filter(value -> value.kind() == ValueKind.TEXT && OptOutWords.isIn(value))
                                .isPresent())
                        .map(name -> field + "." + name)
                        .filter(path -> !OptOutWords.isOfAnotherChannel(path) && !isUsed(path));
        return Stream.concat(named, said).findFirst().orElse(null);
    }

    private boolean tells(String path) {
        return saysWhoIsUnsubscribed(path) && !isUsed(path);
    }

    /** What is nearly unsubscribed is reported as that. */
    private boolean isOther(AttributeName name) {
        return others.computeIfAbsent(
                name,
                given ->
                        given.role() == Role.PLAIN && Role.nearest(given.text()).isEmpty());
    }

    private static boolean saysWhoIsUnsubscribed(String field) {
        return ConsentPaths.of(field)
                .filter(name -> name != ConsentName.CONSENT_TIME)
                .filter(name -> name != ConsentName.CONSENT || ConsentName.namesMessages(field))
                .isPresent();
    }

    /** What is wrong with a field that tells it and fills nothing that Customer.io asks before it sends messages. */
    Optional<String> elsewhere() {
        if (isTold) {
            return Optional.ofNullable(out)
                    .map(field -> "the field " + field
                            + " seems to say who wants no messages, and what fills the attribute unsubscribed does not look"
                            + " at it");
        }
        return (isFed ? Optional.<String>empty() : Optional.ofNullable(found))
                .map(field -> "the field " + field
                        + " seems to say who wants no messages, and nothing fills the attribute unsubscribed,"
                        + " which stops them");
    }
}
