package dev.upserter.source.guess;

import dev.upserter.source.Dialect;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.csv.Backslashes;
import dev.upserter.source.csv.Delimiters;
import dev.upserter.source.stream.HeadStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the delimiter and the dialect with which the rows of a text agree best; the plain dialect if others are no
 * better. For one thread.
 */
final class CsvChoice {
    static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** Rare delimiters: each row must have the same number of them, and the first must look like a header. */
    private static final List<Character> SELDOM = List.of('^', '~', '\u0001', '\u001f');

    private static final double EPSILON = 1e-9;

    private final byte[] text;
    private final byte[] all;
    private final boolean whole;
    private final boolean isOpenEnded;
    private final SourceConfig given;
    private final Format format;

    /**
     * @param all         the text, as far as it was read
     * @param text        its start, whose rows are examined
     * @param whole       whether {@code text} is everything
     * @param isOpenEnded whether the text breaks off within a line: an unclosed quote is then probably due to that
     */
    CsvChoice(byte[] all, byte[] text, boolean whole, boolean isOpenEnded, SourceConfig given, Format format) {
        this.all = all;
        this.text = text;
        this.whole = whole;
        this.isOpenEnded = isOpenEnded;
        this.given = given;
        this.format = format;
    }

    CsvTrial best() throws IOException {
        Dialect plain = given.dialect();
        CsvTrial best = best(plain);
        var others = new ArrayList<Dialect>();
        if (Backslashes.mayEscape(all)) {
            others.add(plain.but().escape(Dialect.Escape.BACKSLASH).build());
            others.add(plain.but().escape(Dialect.Escape.BACKSLASH).quote(null).build());
        }
        if (quotesNothing(best)) {
            others.add(plain.but().quote(null).build());
        }
        for (Dialect other : others) {
            CsvTrial trial = best(other);
            best = trial.fit() > best.fit() + EPSILON || escapesEachRow(trial, best) ? trial : best;
        }
        return best.quoted() == 0 && plain.equals(best.dialect()) ? orApostrophes(best) : best;
    }

    /**
     * A single badly quoted row is probably a mistake; if several are, and almost none is well quoted, quotes are plain
     * characters.
     */
    private boolean quotesNothing(CsvTrial plain) {
        return plain.broken() > 1 && plain.broken() > plain.quoted() && !isOpenEnded && !plain.hasObjects();
    }

    /** Whether each row has as many escaped delimiters as the others, so that its cells are as even without the escapes. */
    private static boolean escapesEachRow(CsvTrial trial, CsvTrial best) {
        return trial.delimiter() == best.delimiter()
                && trial.fit() > best.fit() - EPSILON
                && trial.columns() > 1
                && trial.columns() < best.columns();
    }

    /** Apostrophes are quotes if most rows have a cell in them, and none is unclosed. */
    private CsvTrial orApostrophes(CsvTrial plain) throws IOException {
        if (Character.valueOf('"').equals(plain.dialect().quote())
                && plain.rows().stream().anyMatch(row -> row.cells().stream().anyMatch(CsvChoice::isInApostrophes))) {
            CsvTrial trial = best(plain.dialect().but().quote('\'').build());
            boolean most = trial.quoted() * 2 > trial.rows().size() && trial.broken() == 0;
            return most && trial.fit() > plain.fit() - EPSILON ? trial : plain;
        }
        return plain;
    }

    private static boolean isInApostrophes(String cell) {
        return cell.length() > 1 && cell.startsWith("'") && cell.endsWith("'");
    }

    private CsvTrial best(Dialect one) throws IOException {
        Character named = given.delimiter();
        if (named != null) {
            return CsvTrial.of(text, whole, named, one);
        }
        char separator = Delimiters.named(new HeadStream(new ByteArrayInputStream(text)).require(Delimiters.NAMED));
        if (separator != 0) {
            return CsvTrial.of(text, whole, separator, one);
        }
        char first = format == Format.TSV ? '\t' : ',';
        CsvTrial best = CsvTrial.of(text, whole, first, one);
        if (format == Format.TSV && (best.columns() > 1 || given.format() == Format.TSV)) {
            return best;
        }
        for (char delimiter : DELIMITERS) {
            CsvTrial trial = delimiter == first || !occurs(delimiter) ? best : CsvTrial.of(text, whole, delimiter, one);
            boolean better = trial.fit() > best.fit() + EPSILON && (trial.columns() > 1 || best.columns() < 2)
                    || trial.fit() > best.fit() - EPSILON && trial.columns() > best.columns();
            best = better ? trial : best;
        }
        for (char delimiter : SELDOM) {
            if (occurs(delimiter)) {
                CsvTrial trial = CsvTrial.of(text, whole, delimiter, one);
                best = trial.columns() > best.columns() && isSure(trial) ? trial : best;
            }
        }
        return best;
    }

    private static boolean isSure(CsvTrial trial) {
        return trial.rows().size() > 1
                && trial.fit() > 1 - EPSILON
                && CellLooks.isHeader(trial.rows().getFirst().cells());
    }

    private boolean occurs(char delimiter) {
        for (byte b : text) {
            if (b == delimiter) {
                return true;
            }
        }
        return false;
    }
}
