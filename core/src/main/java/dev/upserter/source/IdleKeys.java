package dev.upserter.source;

import dev.upserter.problem.Location;
import dev.upserter.workbook.WorkbookConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds keys of {@code source} that have no effect on data of a format: they are meant for other data. Stateless. */
public final class IdleKeys {
    private static final Set<Format> TEXT = EnumSet.of(Format.CSV, Format.TSV);
    private static final Set<Format> CELLS = EnumSet.of(Format.CSV, Format.TSV, Format.XLSX);
    private static final Set<Format> JSON = EnumSet.of(Format.JSON, Format.NDJSON);

    private static final List<Key> KEYS = List.of(
            new Key("delimiter", TEXT, config -> config.delimiter() != null),
            new Key(
                    "encoding",
                    EnumSet.of(Format.CSV, Format.TSV, Format.JSON, Format.NDJSON),
                    config -> config.encoding() != null),
            new Key("skip", CELLS, differs(Dialect::skip)),
            new Key("columns", CELLS, differs(Dialect::columns)),
            new Key("nullWords", CELLS, differs(Dialect::nullWords)),
            new Key("escape", TEXT, differs(Dialect::escape)),
            new Key("quote", TEXT, differs(Dialect::quote)),
            new Key("comment", TEXT, differs(Dialect::comment)),
            new Key("footer", CELLS, differs(Dialect::footerLines).or(differs(Dialect::footer))),
            new Key("shortRows", CELLS, differs(Dialect::shortRows)),
            new Key("blankRows", TEXT, differs(Dialect::blankRows)),
            new Key("emptyCells", CELLS, config -> config.emptyCells() != SourceConfig.DEFAULT.emptyCells()),
            new Key("rows", JSON, differs(Dialect::rows)),
            // beside CSV, they are kept for the day on which the same table comes as a workbook
            new Key(
                    "sheet",
                    CELLS,
                    config -> !Objects.equals(config.workbook().sheet(), WorkbookConfig.DEFAULT.sheet())
                            || config.workbook().number() != WorkbookConfig.DEFAULT.number()),
            new Key("cells", CELLS, config -> config.workbook().cells() != WorkbookConfig.DEFAULT.cells()));

    /**
     * A key.
     *
     * @param forms   the formats on which it has an effect
     * @param isGiven whether it differs from its default
     */
    private record Key(String name, Set<Format> forms, Predicate<SourceConfig> isGiven) {}

    private IdleKeys() {}

    private static Predicate<SourceConfig> differs(Function<Dialect, @Nullable Object> value) {
        return config -> !Objects.equals(value.apply(config.dialect()), value.apply(Dialect.PLAIN));
    }

    /** The names of the given keys that have no effect. */
    public static List<String> of(Format form, SourceConfig config) {
        return KEYS.stream()
                .filter(key -> !key.forms().contains(form) && key.isGiven().test(config))
                .map(Key::name)
                .toList();
    }

    /**
     * Refuses data on which a given key has no effect.
     *
     * @param name of the data, in messages
     * @throws dev.upserter.problem.ProblemException if there is such a key
     */
    public static void refuse(Format form, SourceConfig config, String name) {
        List<String> idle = of(form, config);
        if (!idle.isEmpty()) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the file is " + what(form) + ", for which source." + String.join(", source.", idle)
                            + (idle.size() == 1 ? " says nothing" : " say nothing"),
                    (idle.size() == 1
                                    ? "remove it, or give the file that it is meant for"
                                    : "remove them, or give the file that they are meant for")
                            + others(form));
        }
    }

    /** The name of the format in messages. */
    public static String what(Format form) {
        return switch (form) {
            case JSON, NDJSON -> "JSON";
            case CSV -> "CSV";
            case TSV -> "TSV";
            case PARQUET -> "Parquet";
            case XLSX -> "an Excel workbook";
        };
    }

    /** The keys that configure such a file, as the end of a hint. */
    private static String others(Format form) {
        List<String> names = KEYS.stream()
                .filter(key -> key.forms().contains(form) && !TEXT.contains(form))
                .map(Key::name)
                .toList();
        return names.isEmpty() ? "" : ". These say how it is read: " + String.join(", ", names);
    }
}
