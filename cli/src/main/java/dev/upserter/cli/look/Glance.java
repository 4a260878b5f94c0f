package dev.upserter.cli.look;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Printable;
import dev.upserter.operation.text.OptOutNames;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import dev.upserter.source.DataFile;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.RowsPath;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.guess.GuessNote;
import dev.upserter.source.guess.Guessed;
import dev.upserter.source.open.Sources;
import dev.upserter.workbook.CellForm;
import dev.upserter.workbook.WorkbookConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of examining data without a configuration.
 *
 * @param data    the data
 * @param config  their format, from the options and as detected
 * @param notes   how it was detected
 * @param profile what the data contain
 */
record Glance(DataFile data, SourceConfig config, List<GuessNote> notes, Profile profile) {

    /** Rows of a file that tell what it has. */
    private static final long ENOUGH = 1000;

    /** The lines of a title and of the header below it. */
    private static final int TITLE = 2;

    /** The arguments of a command that examines data. */
    static Arguments arguments(String command) {
        return Arguments.of(command)
                .required("DATA")
                .option("--limit", "N")
                .option("--format", "FORMAT")
                .option("--delimiter", "CHARACTER")
                .option("--encoding", "NAME")
                .option("--sheet", "NAME");
    }

    /**
     * Reads the data.
     *
     * @throws UsageException if an option is wrong
     * @throws dev.upserter.problem.ProblemException if the data cannot be read
     */
    static Glance at(ParsedOptions given, Shell shell) {
        return at(given, shell, false);
    }

    /**
     * Reads the data.
     *
     * @param withCalls whether rows that say what people did count like those that say who they are
     * @throws UsageException if an option is wrong
     * @throws dev.upserter.problem.ProblemException if the data cannot be read
     */
    static Glance at(ParsedOptions given, Shell shell, boolean withCalls) {
        SourceConfig config = new SourceConfig(
                        null,
                        given.text("--format").map(Glance::format).orElse(null),
                        given.text("--delimiter").map(Glance::delimiter).orElse(null),
                        given.text("--encoding").map(Glance::encoding).orElse(null),
                        EmptyCells.SKIP)
                .with(given.text("--sheet").map(Glance::sheet).orElse(WorkbookConfig.DEFAULT));
        var limit = given.wholeNumber("--limit", 1, Long.MAX_VALUE, 1000);
        boolean anySheet = given.text("--sheet").isEmpty();
        Guessed guessed = Guessed.of(Inputs.data(given.argument(0).orElseThrow(), shell), config, anySheet);
        Profile profile = profile(guessed, limit, withCalls);
        Guessed again = guessed.withNullWords(profile.nullSpellings());
        boolean isOther = !again.equals(guessed) && !(guessed.data() instanceof DataFile.Streamed);
        Guessed known = isOther ? again : guessed;
        Profile read = isOther ? profile(known, limit, withCalls) : profile;
        Set<String> noted = known.notes().stream().map(GuessNote::message).collect(Collectors.toSet());
        return new Glance(
                known.data(),
                known.config(),
                known.notes(),
                read.withOdd(read.odd().stream()
                        .filter(odd -> !noted.contains(odd.message()))
                        .toList()));
    }

    private static Profile profile(Guessed guessed, OptionalLong limit, boolean withCalls) {
        try (Source source = Sources.open(guessed.data(), guessed.config())) {
            return Profiler.read(source, limit, withCalls);
        } catch (IOException e) {
            throw new UncheckedIOException("data that were read cannot be closed", e);
        }
    }

    /** Why most rows cannot be read; empty where most can be read. The few others do not represent the data. */
    Optional<Problem> unreadable(String what) {
        long unusable = profile.unusable();
        if (unusable <= profile.rows() && !isTableElsewhere()) {
            return Optional.empty();
        }
        Problem first = profile.unusableFirst().getFirst();
        return Optional.of(new Problem(
                Code.INPUT_UNREADABLE,
                Level.STOP,
                first.location(),
                (unusable + profile.rows() == 1
                                ? "the only row cannot"
                                : Amounts.number(unusable) + " of the "
                                        + Amounts.count(unusable + profile.rows(), "row") + " cannot")
                        + " be read" + what + ". The first: " + first.message(),
                isTableElsewhere()
                        ? "the header is probably further down: remove the lines above it, or write source.skip: N yourself"
                        : first.hint()));
    }

    /**
     * Whether a column of its own has a title as its name, and the table starts below it: most lines from the first that has
     * more cells have more.
     */
    private boolean isTableElsewhere() {
        return profile.columns().size() == 1
                && profile.unusable() > 1
                && profile.unusableFirst().getFirst().code() == Code.COLUMN_COUNT
                && profile.unusableFirst().getFirst().location() instanceof Location.InText first
                && profile.unusable() * 2 > profile.rows() + profile.unusable() - (first.line() - TITLE);
    }

    private static Format format(String written) {
        Optional<Format> format = Arrays.stream(Format.values())
                .filter(known -> known.spelling().equals(written))
                .findFirst();
        List<String> known =
                Arrays.stream(Format.values()).map(Format::spelling).toList();
        return format.orElseThrow(() -> new UsageException(
                "there is no format " + Printable.of(written), "the formats are " + String.join(", ", known)));
    }

    private static char delimiter(String written) {
        String meant = written.equals("\\t") ? "\t" : written;
        if (meant.length() == 1 && SourceConfig.isDelimiter(meant.charAt(0))) {
            return meant.charAt(0);
        }
        throw new UsageException(
                "--delimiter must be " + SourceConfig.DELIMITER_MUST_BE,
                "write for example --delimiter ';', or '\\t' for a tab");
    }

    private static WorkbookConfig sheet(String written) {
        boolean number = written.matches("[1-9][0-9]{0,3}");
        if (written.isBlank()) {
            throw new UsageException("--sheet must not be empty", "write the name of a sheet, or its number");
        }
        return new WorkbookConfig(number ? null : written, number ? Integer.parseInt(written) : 1, CellForm.EXACT);
    }

    private static Charset encoding(String written) {
        try {
            return Charset.forName(written);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UsageException(
                    "there is no encoding " + Printable.of(written),
                    "write for example --encoding windows-1252, or utf-16le, or iso-8859-1");
        }
    }

    /** What is read by its name: the list of a document, the sheet, or the file; empty for a stream. */
    String rowsName() {
        RowsPath rows = config.dialect().rows();
        if (rows != null && !rows.text().equals(RowsPath.ROOT)) {
            return rows.text();
        }
        String sheet = config.workbook().sheet();
        String file = Objects.requireNonNullElse(fileName(), "");
        return sheet == null ? file.substring(file.replace('\\', '/').lastIndexOf('/') + 1) : sheet;
    }

    /** Whether what is read is a list of people who opted out, by its name; of several files, each. */
    boolean areOptOuts() {
        return data instanceof DataFile.Several several
                ? several.files().stream().allMatch(file -> OptOutNames.isFile(file.name()))
                : OptOutNames.isList(rowsName());
    }

    /** The files that are such lists, beside others that are not; each as it would be read by itself. */
    List<Glance> optOutFiles() {
        if (!(data instanceof DataFile.Several several) || areOptOuts()) {
            return List.of();
        }
        return several.files().stream()
                .filter(file -> OptOutNames.isFile(file.name()))
                .map(file -> {
                    Guessed guessed = Guessed.of(file, config, false);
                    return new Glance(
                            guessed.data(),
                            guessed.config(),
                            guessed.notes(),
                            profile(guessed, OptionalLong.of(ENOUGH), false));
                })
                .toList();
    }

    /** The name of the file; null for a stream. */
    @Nullable
    String fileName() {
        return data instanceof DataFile.Streamed ? null : data.name();
    }
}
