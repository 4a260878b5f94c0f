package dev.upserter.cli.look;

import dev.upserter.cli.text.Amounts;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.text.Damage;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.Profile;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.guess.GuessNote;
import dev.upserter.workbook.WorkbookConfig;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Sections that a first configuration has whatever its rows become. Stateless. */
final class Sections {
    static final String CREDENTIALS =
            "# Where siteId and apiKey are left out, CUSTOMERIO_SITE_ID and CUSTOMERIO_API_KEY of"
                    + " the environment are taken.";

    private Sections() {}

    /** A hint as a sentence of its own. */
    static String sentence(String hint) {
        return hint.substring(0, 1).toUpperCase(Locale.ROOT) + hint.substring(1);
    }

    /** What it was made from. */
    static List<String> head(Glance look) {
        Profile profile = look.profile();
        String file = look.fileName();
        return List.of(
                "# Made from " + (file == null ? "standard input" : Starter.comment(file)) + ": "
                        + (profile.isWhole() ? "" : "the first ") + Amounts.count(profile.rows(), "row") + ", "
                        + Amounts.count(profile.columns().size(), "column") + ". Change what does not fit.",
                "# docs/config.md says what each key is for. upserter check shows what would be lost.",
                "");
    }

    /** The value of a key that identifies: the field, or a template that takes it out of what it is wrapped into. */
    static String identifier(Profile profile, Column column) {
        Optional<Column> bare = profile.bare(column);
        if (bare.isPresent()) {
            String name = bare.get().name();
            return "{template: "
                    + Starter.json("{{ row['" + name + "']['" + column.name().substring(name.length() + 1)
                            + "'] | default: row['" + name + "'] }}")
                    + "}";
        }
        if (column.isWholeWithFraction()) {
            return "{from: " + Starter.quoted(column.name()) + ", as: integer}";
        }
        return Apostrophes.template(column, true)
                .map(template -> "{template: " + Starter.json(template) + "}")
                .orElse(Starter.quoted(column.name()));
    }

    /** In how many rows an identifier is. */
    static String state(Profile profile, Column column) {
        long without = profile.rows() - profile.identified(column);
        if (profile.partial().contains(column.name())) {
            return "not in all files, so check refuses them (COLUMN_MISSING) until each has it";
        }
        if (column.isKey(profile.rows())) {
            return "in every row, and never twice" + damage(profile, column);
        }
        return (without == 0
                        ? "in every row"
                        : "missing in " + Amounts.count(without, "row")
                                + (without == 1 ? ", which is rejected" : ", which are rejected"))
                + (column.repeated() == 0
                        ? ""
                        : "; " + Amounts.count(column.repeated(), "row")
                                + (column.repeated() == 1 ? " repeats" : " repeat") + " an earlier one")
                + damage(profile, column);
    }

    /** What a spreadsheet did to the first identifiers, where the rule does not repair it. */
    private static String damage(Profile profile, Column column) {
        if (identifier(profile, column).startsWith("{")) {
            return "";
        }
        return column.examples().stream()
                .map(example -> Damage.of(JsonValue.ofText(example)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(damage -> "; one " + damage.what() + ", which check reports (ID_DAMAGED)")
                .orElse("");
    }

    /** How the data are written, and where they may be. */
    static List<String> source(Glance look) {
        var lines = new ArrayList<String>();
        String file = look.fileName();
        SourceConfig config = look.config();
        Format format = config.format();
        Character delimiter = config.delimiter();
        Charset encoding = config.encoding();
        WorkbookConfig workbook = config.workbook();
        List<String> dialect = DialectText.of(config.dialect());
        if (format != null
                || delimiter != null
                || encoding != null
                || !workbook.equals(WorkbookConfig.DEFAULT)
                || !dialect.isEmpty()) {
            lines.add("source:");
            look.notes().stream()
                    .filter(note -> !note.isKey())
                    .forEach(note -> lines.add("  # " + Starter.comment(note.message())));
            if (!workbook.equals(WorkbookConfig.DEFAULT)) {
                String sheet = workbook.sheet();
                lines.add("  sheet: " + (sheet == null ? workbook.number() : Starter.json(sheet)));
            }
            if (format != null) {
                lines.add("  format: " + format.spelling());
            }
            if (delimiter != null) {
                lines.add("  delimiter: " + Starter.json(String.valueOf(delimiter.charValue())));
            }
            if (encoding != null) {
                lines.add("  encoding: " + encoding.name());
            }
            dialect.forEach(line -> lines.add("  " + line));
        } else if (file != null) {
            look.notes().stream()
                    .filter(note -> !note.isKey())
                    .forEach(note -> lines.add("# " + Starter.comment(note.message() + "; " + note.hint())));
            lines.add("# source: # with it, the command needs no DATA");
        }
        if (file != null) {
            lines.add("#   file: " + Starter.comment(Starter.quoted(file)));
            lines.add("");
        }
        return lines;
    }

    /**
     * Keys beside those of the source, without which the rows would not be read as they are meant.
     *
     * @param hasFilter whether the configuration has a filter of its own, which can be only one
     */
    static List<String> keys(Glance look, boolean hasFilter) {
        return look.notes().stream()
                .filter(note -> note.isKey() && !(hasFilter && note.kind() == GuessNote.Kind.FILTER))
                .flatMap(note -> Stream.of("# " + Starter.comment(note.message()) + ".", note.hint(), ""))
                .toList();
    }

    /** What never leaves. */
    static List<String> deny(List<Column> secrets) {
        List<String> names = secrets.stream()
                .filter(column -> !column.name().isBlank() && !JsonText.hasUnpairedSurrogate(column.name()))
                .map(column -> Starter.quoted(column.name()))
                .toList();
        return names.isEmpty()
                ? List.of()
                : List.of(
                        "deny: [" + String.join(", ", names)
                                + "] # probably secrets, which never leave. Take out what is none, and give it a rule",
                        "");
    }

    /** Columns that were not looked at. */
    static List<String> more(Profile profile) {
        if (profile.moreColumns() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("  # " + Amounts.count(profile.moreColumns(), "more column")
                + ", not looked at since there are so many. Give a rule to what is to be sent:");
        profile.moreNames().forEach(name -> lines.add("  # - from: " + Starter.comment(Starter.quoted(name))));
        return lines;
    }

    /** What the values of a column look like. */
    static String description(Profile profile, Column column) {
        if (profile.rows() == 0) {
            return "there is no row yet";
        }
        String type = (column.count(column.mostly()) == column.values() ? "" : "mostly ")
                + column.mostly().words();
        long without = profile.rows() - column.values();
        return type + (without == 0 ? ", in every row" : ", not in " + Amounts.count(without, "row"));
    }
}
