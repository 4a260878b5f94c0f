package dev.upserter.mapping;

import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps the records of a JSON array and shows each outcome as one line. */
public final class Mappings {
    private Mappings() {}

    /** A configuration with rules such as {@code name->first_name}. */
    public static MappingConfig config(String userId, String... rules) {
        return config(userId, Unmapped.DROP, Nulls.KEEP, rules);
    }

    public static MappingConfig config(String userId, Unmapped unmapped, Nulls nulls, String... rules) {
        List<Rule> list = Arrays.stream(rules)
                .map(rule -> new Rule(
                        new FieldPath(rule.substring(0, rule.indexOf("->"))), rule.substring(rule.indexOf("->") + 2)))
                .toList();
        return new MappingConfig(new FieldPath(userId), IdentifierType.ID, list, unmapped, nulls, false);
    }

    public static List<String> map(MappingConfig config, String json) {
        return map(new Mapper(config), json);
    }

    public static List<String> map(Mapper mapper, String json) {
        var outcomes = new ArrayList<String>();
        var source = JsonSource.open(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "data.json");
        while (source.hasNext()) {
            outcomes.add(show(mapper.map(source.next())));
        }
        return outcomes;
    }

    static String show(Mapped mapped) {
        return switch (mapped) {
            case Mapped.FilteredOut filteredOut -> "filtered out";
            case Mapped.Rejected rejected -> rejected.problem().code() + " " + rejected.problem();
            case Mapped.Made made -> {
                var shown = new StringBuilder(made.operation().subject().value().json());
                made.operation()
                        .payload()
                        .attributes()
                        .forEach(attribute -> shown.append(' ')
                                .append(attribute.name())
                                .append('=')
                                .append(attribute.value().json()));
                yield shown + (made.duplicates().isEmpty() ? "" : " twice " + made.duplicates());
            }
        };
    }

    static SourceRecord record(String json) {
        return JsonSource.open(
                        new ByteArrayInputStream(("[" + json + "]").getBytes(StandardCharsets.UTF_8)), "data.json")
                .next();
    }
}
