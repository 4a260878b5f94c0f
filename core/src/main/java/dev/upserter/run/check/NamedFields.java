package dev.upserter.run.check;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.ConfigDigests;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.NamedField;
import dev.upserter.mapping.spec.Need;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import dev.upserter.record.Header;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the fields that a configuration names against those that a source has. For one thread. */
final class NamedFields {
    private static final int SHOWN = 8;
    private static final int FEW = 3;
    private static final String IN_QUOTES = ". A text is written in quotes, as ";
    private static final String ANOTHER = ". This may be another file";

    private final SyncConfig config;
    private final Mapper mapper;
    private final Optional<CompletedRun> before;
    /** The fields that must be there, each once. */
    private final Collection<NamedField> required;

    /**
     * For one source.
     *
     * @param mapper maps its first rows
     * @param before the last run that completed
     */
    NamedFields(SyncConfig config, Mapper mapper, Optional<CompletedRun> before) {
        this.config = config;
        this.mapper = mapper;
        this.before = before;
        this.required = mapper.fields().stream()
                .filter(field -> field.need() == Need.REQUIRED)
                .collect(Collectors.toMap(
                        field -> field.path().text(), field -> field, (first, again) -> first, LinkedHashMap::new))
                .values();
    }

    private boolean mayStop() {
        @Nullable Level chosen = config.guards().levels().get(Code.COLUMN_MISSING);
        return chosen == null || chosen == Level.STOP;
    }

    /** Whether a row so far had a field that a rule takes its value from, or no rule needs one. */
    boolean isAnyFound() {
        return mapper.hasMapped() || required.stream().noneMatch(NamedFields::isOfRule);
    }

    private static boolean isOfRule(NamedField field) {
        return field.part() == NamedField.Part.RULE;
    }

    /** What is missing among the columns, where they are known; of the first file that misses something. */
    Optional<Problem> notIn(List<Header> headers) {
        Optional<Problem> unclear = headers.stream()
                .flatMap(header -> twice(header).or(() -> beside(header)).stream())
                .findFirst();
        return unclear.isPresent() || !mayStop()
                ? unclear
                : headers.stream()
                        .flatMap(header -> notIn(header).or(() -> leaving(header)).stream())
                        .findFirst();
    }

    /** A name that several columns have, if the configuration needs one of them. */
    private Optional<Problem> twice(Header header) {
        Set<String> named = named();
        return header.repeated().stream()
                .filter(name -> isTaken(name, named))
                .findFirst()
                .map(name -> new Problem(
                        Code.COLUMN_DUPLICATE,
                        Level.STOP,
                        header.place(),
                        "several columns have the name " + quoted(name)
                                + (named.contains(name)
                                        ? ", which the configuration names"
                                        : ", and all columns are sent")
                                + ". Nothing was sent",
                        "give each column a name of its own in the export, or in source.columns with source.skip: 1"));
    }

    private Set<String> named() {
        return mapper.fields().stream().map(field -> field.path().text()).collect(Collectors.toSet());
    }

    private boolean isTaken(String name, Set<String> named) {
        MappingConfig mapping = config.mapping();
        return named.contains(name)
                || mapping.sendsAllFields() && !MappingConfig.denies(new FieldPath(name), mapping.deny());
    }

    /** Tables side by side, if the configuration needs columns of several: the rows of one would get the values of another. */
    private Optional<Problem> beside(Header header) {
        @Nullable Level chosen = config.guards().levels().get(Code.COLUMN_UNCLEAR);
        if (header.tables().isEmpty() || chosen != null && chosen != Level.STOP) {
            return Optional.empty();
        }
        Set<String> named = named();
        List<List<String>> taken = header.tables().stream()
                .filter(names -> names.stream().anyMatch(name -> isTaken(name, named)))
                .toList();
        return taken.size() < 2
                ? Optional.empty()
                : Optional.of(new Problem(
                        Code.COLUMN_UNCLEAR,
                        Level.STOP,
                        header.place(),
                        "tables stand side by side: a column without a name or a value separates "
                                + taken.stream().map(NamedFields::some).collect(Collectors.joining(" from "))
                                + ", and the configuration takes columns of both sides. Nothing was sent",
                        "move each table to a file or a sheet of its own, or leave one out with source.columns, as upserter init"
                                + " writes it. If it is a single table, guards.COLUMN_UNCLEAR: warn reads it"));
    }

    private static String some(List<String> names) {
        return (names.size() > FEW ? "... " : "")
                + names.stream()
                        .skip(Math.max(0, names.size() - FEW))
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", "));
    }

    private Optional<Problem> notIn(Header header) {
        List<NamedField> missing =
                required.stream().filter(field -> !field.path().isIn(header)).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String what = missing.size() == 1
                ? missing.getFirst().shown() + " is not among the columns" + meant(missing.getFirst(), header.names())
                : missing.size() + " fields that the configuration names are not among the columns: "
                        + shown(missing, header.names());
        boolean isAll = missing.size() > 1
                && required.stream().filter(NamedFields::isOfRule).allMatch(missing::contains);
        return Optional.of(OtherDelimiter.of(header, missing)
                .map(meant -> new Problem(
                        Code.COLUMN_MISSING,
                        Level.STOP,
                        header.place(),
                        what + meant.what() + ". Nothing was sent",
                        meant.hint()))
                .orElseGet(() -> stop(header.place(), what + (isAll ? ANOTHER : ""))));
    }

    /** A column that leaves without a rule, though a name in {@code deny} that is no column probably means it. */
    private Optional<Problem> leaving(Header header) {
        MappingConfig mapping = config.mapping();
        if (!mapping.sendsAllFields()) {
            return Optional.empty();
        }
        Set<String> chosen =
                mapper.fields().stream().map(field -> field.path().text()).collect(Collectors.toSet());
        List<String> leaving = header.names().stream()
                .filter(name -> !chosen.contains(name) && !MappingConfig.denies(new FieldPath(name), mapping.deny()))
                .toList();
        return mapping.deny().stream()
                .filter(field -> !field.isIn(header))
                .flatMap(field -> field.nearest(leaving).stream()
                        .map(near -> stop(
                                header.place(),
                                "the field of deny " + field + " is not among the columns, and " + quoted(near)
                                        + " would leave. Did you mean that?")))
                .findFirst();
    }

    private static String meant(NamedField field, Collection<String> names) {
        return field.path()
                .nearest(names)
                .map(name -> ". Did you mean " + quoted(name) + "?")
                .orElse(!isOfCondition(field) ? "" : IN_QUOTES + "'" + field.path() + "'");
    }

    private static String shown(List<NamedField> fields, Collection<String> names) {
        String first = fields.stream()
                .limit(SHOWN)
                .map(field -> quoted(field.path().text())
                        + field.path()
                                .nearest(names)
                                .map(name -> " (did you mean " + quoted(name) + "?)")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        return fields.size() > SHOWN ? first + " and " + (fields.size() - SHOWN) + " more" : first;
    }

    private static String quoted(String name) {
        return name.equals(name.strip()) ? name : "\"" + name + "\"";
    }

    /**
     * What no row had, though the sync is about it: every mapped field, or one that most rows of the last run had. A file in
     * the original form goes through, as it did from the first.
     *
     * @param rows    how many rows the mapper has seen
     * @param isWhole whether these are all
     */
    Optional<Problem> notFound(long rows, boolean isWhole) {
        FieldSummary found = mapper.summary();
        List<FieldSummary.Absent> all = found.absent().stream()
                .filter(one -> one.field().need() == Need.REQUIRED)
                .toList();
        if (all.isEmpty() || !mayStop() || config.checks().isOriginal()) {
            return Optional.empty();
        }
        String where = isWhole ? "row" : "of the first " + Quantities.say(rows) + " rows";
        List<NamedField> absent = all.stream()
                .map(FieldSummary.Absent::field)
                .filter(NamedFields::isOfRule)
                .toList();
        if (!absent.isEmpty() && !found.hasMapped()) {
            return Optional.of(none(found, absent, where));
        }
        return noLonger(absent, where).or(() -> compared(all, where, isWhole));
    }

    /** A field that a condition compares, and that no row has; of the first rows alone only if another was probably meant. */
    private static Optional<Problem> compared(List<FieldSummary.Absent> absent, String where, boolean isWhole) {
        return absent.stream()
                .filter(one -> isOfCondition(one.field())
                        && (isWhole || one.suggestion().isPresent()))
                .findFirst()
                .map(one -> stop(
                        null,
                        one.field().shown() + " is not in any " + where
                                + meant(one.field(), one.suggestion().stream().toList())));
    }

    private static boolean isOfCondition(NamedField field) {
        return switch (field.part()) {
            case CONDITION, FILTER -> true;
            case USER_ID, RULE -> false;
        };
    }

    private static Problem none(FieldSummary found, List<NamedField> absent, String where) {
        Stream<String> shown = found.absent().stream()
                .filter(field -> absent.contains(field.field()))
                .limit(SHOWN)
                .map(field -> quoted(field.field().path().text())
                        + field.suggestion()
                                .map(name -> " (did you mean " + quoted(name) + "?)")
                                .orElse(""));
        return stop(
                null,
                "none of the mapped fields is in any " + where + ": " + shown.collect(Collectors.joining(", "))
                        + ANOTHER);
    }

    private Optional<Problem> noLonger(List<NamedField> absent, String where) {
        return absent.stream()
                .filter(field -> before.filter(last -> isSameMapping(last)
                                && last.hadInMostRows(field.path().text()))
                        .isPresent())
                .findFirst()
                .map(field -> stop(
                        null,
                        field.shown() + " is not in any " + where
                                + ", but most rows of the last run that completed had it"));
    }

    private boolean isSameMapping(CompletedRun last) {
        return Objects.equals(
                ConfigDigests.of(config).get("mapping"), last.digests().get("mapping"));
    }

    private static Problem stop(@Nullable Location place, String message) {
        String end = message.endsWith("?") ? " Nothing was sent" : ". Nothing was sent";
        return new Problem(Code.COLUMN_MISSING, Level.STOP, place, message + end, Code.COLUMN_MISSING.help());
    }
}
