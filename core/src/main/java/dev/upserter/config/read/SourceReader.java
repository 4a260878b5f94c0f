package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.Format;
import dev.upserter.source.IdleKeys;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.packed.Recognition;
import dev.upserter.workbook.WorkbookConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code source}. */
final class SourceReader {
    private SourceReader() {}

    static @Nullable SourceConfig read(ConfigNode.Field source, KeyValues values) {
        ConfigNode.Fields object = values.object(source, "write {\"file\": \"users/*.csv\"}");
        if (object == null) {
            return null;
        }
        GivenKeys given = GivenKeys.of(object, SourceKeys.SECTION, values);
        SourceKeys.Sheet sheet = given.get(SourceKeys.SHEET);
        var config = new SourceConfig(
                file(given, values),
                given.find(SourceKeys.FORMAT),
                given.find(SourceKeys.DELIMITER),
                given.find(SourceKeys.ENCODING),
                given.get(SourceKeys.EMPTY_CELLS),
                QueryReader.read(given, values),
                new EngineConfig(given.get(SourceKeys.MEMORY), given.get(SourceKeys.THREADS)),
                new WorkbookConfig(
                        sheet.name(),
                        sheet.number(),
                        given.get(SourceKeys.CELLS),
                        given.find(SourceKeys.SHEET) != null),
                Long.MAX_VALUE,
                DialectKeys.read(given));
        if (config.query() == null) {
            refuseIdle(given, config, values);
        }
        return config;
    }

    /** Notes keys that say nothing about data of the form, where the form is known without them. */
    private static void refuseIdle(GivenKeys given, SourceConfig config, KeyValues values) {
        Format form = config.format();
        String file = config.file();
        if (form == null && file != null) {
            form = Recognition.byName(file).orElse(null);
        }
        if (form == null) {
            return;
        }
        List<String> idle = IdleKeys.of(form, config);
        for (KeySpec<?> key : SourceKeys.OF_FILES.keys()) {
            ConfigNode.Field field = idle.contains(key.name()) ? given.field(key) : null;
            if (field != null) {
                values.mistakes()
                        .add(
                                field.place(),
                                key.name() + " says nothing about " + IdleKeys.what(form)
                                        + ", and the source is that by "
                                        + (config.format() == null ? "the name of its file" : "its format"),
                                "remove " + key.name());
            }
        }
    }

    private static @Nullable String file(GivenKeys given, KeyValues values) {
        ConfigNode.Field query = given.field(SourceKeys.QUERY);
        if (query != null && given.has(SourceKeys.FILE)) {
            values.mistakes()
                    .add(
                            query.place(),
                            "source has a file and a query",
                            "remove one of them. A query can read files itself");
            return null;
        }
        return given.find(SourceKeys.FILE);
    }
}
