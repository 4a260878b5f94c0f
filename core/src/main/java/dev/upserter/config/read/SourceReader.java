package dev.upserter.config.read;

import dev.upserter.config.keys.Given;
import dev.upserter.config.keys.Values;
import dev.upserter.config.text.Node;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.SourceConfig;
import dev.upserter.workbook.WorkbookConfig;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code source}. */
final class SourceReader {
    private SourceReader() {}

    static @Nullable SourceConfig read(Node.Field source, Values values) {
        Node.Fields object = values.object(source, "write {\"file\": \"users/*.csv\"}");
        if (object == null) {
            return null;
        }
        Given given = Given.of(object, SourceKeys.SECTION, values);
        SourceKeys.Sheet sheet = given.get(SourceKeys.SHEET);
        return new SourceConfig(
                file(given, values),
                given.find(SourceKeys.FORMAT),
                given.find(SourceKeys.DELIMITER),
                given.find(SourceKeys.ENCODING),
                given.get(SourceKeys.EMPTY_CELLS),
                QueryReader.read(given, values),
                new EngineConfig(given.get(SourceKeys.MEMORY), given.get(SourceKeys.THREADS)),
                new WorkbookConfig(sheet.name(), sheet.number(), given.get(SourceKeys.CELLS)),
                Long.MAX_VALUE,
                DialectKeys.read(given));
    }

    private static @Nullable String file(Given given, Values values) {
        Node.Field query = given.field(SourceKeys.QUERY);
        if (query != null && given.has(SourceKeys.FILE)) {
            values.mistakes()
                    .add(
                            query.place(),
                            "source has a file and a query",
                            "remove one of them; a query can read files itself");
            return null;
        }
        return given.find(SourceKeys.FILE);
    }
}
