package dev.upserter.config.read;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.workbook.CellForm;
import dev.upserter.workbook.WorkbookConfig;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code source}. For one thread. */
final class SourceReader {
    static final List<String> KEYS = List.of(
            "file",
            "query",
            "url",
            "user",
            "password",
            "fetchSize",
            "maxAnswer",
            "format",
            "delimiter",
            "encoding",
            "emptyCells",
            "columns",
            "nullWords",
            "escape",
            "quote",
            "skip",
            "comment",
            "footer",
            "shortRows",
            "blankRows",
            "rows",
            "sheet",
            "cells",
            "memory",
            "threads");

    private static final List<String> REACHING = List.of("file", "query", "url");
    private static final String REACH = "an uploaded configuration must not ";

    private final Values values;
    private final boolean uploaded;
    private final Mistakes mistakes;

    SourceReader(Values values, boolean uploaded, Mistakes mistakes) {
        this.values = values;
        this.uploaded = uploaded;
        this.mistakes = mistakes;
    }

    void read(Node.Field source, SyncConfigBuilder builder) {
        if (!(source.value() instanceof Node.Fields fields)) {
            mistakes.add(
                    source.value().place(),
                    "source must be an object, but this is " + source.value().kind(),
                    "write {\"file\": \"users/*.csv\"}");
            return;
        }
        Map<String, Node.Field> given = Keys.of(fields, KEYS, "source has no key", mistakes);
        if (uploaded) {
            refuseReach(given);
        }
        Node.Field format = given.get("format");
        Node.Field emptyCells = given.get("emptyCells");
        builder.source(new SourceConfig(
                file(given),
                format == null ? null : values.word(format, Format.values()),
                delimiter(given.get("delimiter")),
                encoding(given.get("encoding")),
                emptyCells == null ? EmptyCells.SKIP : values.word(emptyCells, EmptyCells.values()),
                new QueryReader(values, mistakes).read(given),
                engine(given),
                workbook(given),
                Long.MAX_VALUE,
                new DialectReader(values, mistakes).read(given)));
    }

    private WorkbookConfig workbook(Map<String, Node.Field> given) {
        Node.Field sheet = given.get("sheet");
        Node.Field cells = given.get("cells");
        boolean numbered = sheet != null && sheet.value() instanceof Node.Numeral;
        return new WorkbookConfig(
                sheet == null || numbered ? null : values.name(sheet).text(),
                sheet == null || !numbered ? 1 : values.whole(sheet, 1, WorkbookConfig.MAX_SHEETS),
                cells == null ? CellForm.EXACT : values.word(cells, CellForm.values()));
    }

    /** An uploaded configuration may come from somebody who must not see what this machine sees. */
    private void refuseReach(Map<String, Node.Field> given) {
        for (String key : REACHING) {
            Node.Field field = given.get(key);
            if (field != null) {
                mistakes.add(
                        field.place(),
                        REACH
                                + (key.equals("file")
                                        ? "name files of this machine"
                                        : "ask a database or this machine's files"),
                        "remove " + key + ", and send the data along");
            }
        }
    }

    private EngineConfig engine(Map<String, Node.Field> given) {
        Node.Field memory = given.get("memory");
        Node.Field threads = given.get("threads");
        return new EngineConfig(
                memory == null ? EngineConfig.USUAL.memoryMegabytes() : megabytes(memory),
                threads == null ? EngineConfig.USUAL.threads() : values.whole(threads, 1, EngineConfig.MAX_THREADS));
    }

    private int megabytes(Node.Field field) {
        return (int) values.megabytes(field, EngineConfig.MIN_MEGABYTES, EngineConfig.MAX_MEGABYTES);
    }

    private @Nullable String file(Map<String, Node.Field> given) {
        Node.Field field = given.get("file");
        Node.Field query = given.get("query");
        if (field == null) {
            return null;
        }
        if (query != null) {
            mistakes.add(
                    query.place(),
                    "source has a file and a query",
                    "remove one of them; a query can read files itself");
            return null;
        }
        return values.name(field).text();
    }

    private @Nullable Character delimiter(Node.@Nullable Field field) {
        Resolved text = field == null ? null : values.text(field, ";");
        if (field == null || text == null) {
            return null;
        }
        if (text.text().length() == 1 && SourceConfig.isDelimiter(text.text().charAt(0))) {
            return text.text().charAt(0);
        }
        mistakes.add(
                field.value().place(),
                "delimiter must be " + SourceConfig.DELIMITER_MUST_BE,
                "write \";\", or \"\\t\" for a tab");
        return null;
    }

    private @Nullable Charset encoding(Node.@Nullable Field field) {
        Resolved text = field == null ? null : values.text(field, "windows-1252");
        if (field == null || text == null) {
            return null;
        }
        try {
            return Charset.forName(text.text());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            mistakes.add(
                    field.value().place(),
                    "there is no encoding of this name",
                    "write utf-8, utf-16le, iso-8859-1 or windows-1252, for example");
            return null;
        }
    }
}
