package dev.upserter.source.guess;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.Format;
import dev.upserter.source.RowsPath;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.encoding.EncodingGuess;
import dev.upserter.source.json.Envelope;
import dev.upserter.source.packed.Compression;
import dev.upserter.source.packed.Mislabelled;
import dev.upserter.source.packed.ProgramMessages;
import dev.upserter.source.packed.Recognition;
import dev.upserter.source.stream.ByteOrderMark;
import dev.upserter.source.stream.HeadStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Detects the format of some data from their first bytes. Used once, by one thread. */
final class FormGuess {
    /** How much of the text is examined. */
    private static final int MOST = 512 << 10;

    private final List<GuessNote> notes = new ArrayList<>();
    /** Of so many characters of a text, less than one controls something. */
    private static final int CONTROLS = 25;

    private SourceConfig config;
    private boolean hasCells;

    /**
     * @param given what is configured, which takes precedence
     */
    FormGuess(SourceConfig given) {
        this.config = given;
    }

    /**
     * @param anySheet whether no sheet of a workbook is configured
     */
    Guessed look(DataFile data, boolean anySheet) {
        FirstBytes first = FirstBytes.of(data);
        String name =
                data.files().isEmpty() ? data.name() : data.files().getFirst().name();
        byte[] bytes = first.bytes();
        var start = new String(bytes, 0, Math.min(bytes.length, Envelope.START.length()), StandardCharsets.UTF_8);
        if (bytes.length > 0 && !start.equals(Envelope.START)) {
            refusePackedTwice(bytes, name);
            if (config.encoding() == null && isText(bytes)) {
                encoding(bytes, first.isWhole(), name);
            }
            byte[] text = text(bytes);
            if (config.dialect().rows() == null) {
                DocumentList.refuse(text, name);
                if (config.format() == null) {
                    ProgramMessages.refuse(text, name);
                }
                TableDocument.refuse(text, name);
            }
            form(text, first.isWhole(), name, data.files().size() < 2);
        }
        first.workbook().ifPresent(file -> workbook(file, anySheet, data.files().size() < 2));
        refuseTurned(name);
        return new Guessed(first.data(), config, notes, hasCells);
    }

    private void refuseTurned(String name) {
        for (GuessNote note : notes) {
            if (note.kind() == GuessNote.Kind.TURNED) {
                throw SourceProblems.stop(
                        new Location.InFile(name),
                        note.message(),
                        "turn it: in a spreadsheet, copy it and paste it with Transpose, or of CSV: python3 -c 'import csv, sys;"
                                + " csv.writer(sys.stdout).writerows(zip(*csv.reader(sys.stdin)))' < FILE > turned.csv");
            }
        }
    }

    private void workbook(DataFile.OnDisk file, boolean anySheet, boolean isOne) {
        try {
            SheetGuess.Found found = new SheetGuess(file.path(), file.name(), config, isOne).look(anySheet);
            config = found.config();
            notes.addAll(found.notes());
            hasCells = true;
        } catch (IOException | ProblemException e) {
            // reading it later reports what is wrong
        }
    }

    /** The bytes are those of what was packed in the file. */
    private static void refusePackedTwice(byte[] bytes, String name) {
        try {
            HeadStream content = new HeadStream(new ByteArrayInputStream(bytes)).require(Compression.MAGIC);
            if (Compression.isPacked(content)) {
                Compression.refusePackedTwice(content, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from an array
        }
    }

    /** Data known not to be text would still read well in an encoding with a letter for each byte. */
    private static boolean isText(byte[] bytes) {
        try {
            return !Mislabelled.isBinary(new HeadStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            return false; // reading it later reports what it is
        }
    }

    /** What is encrypted or packed in a form that is not known has control characters everywhere. */
    private static void refuseBytes(byte[] bytes, EncodingGuess guess, String name) {
        int controls = 0;
        for (byte b : bytes) {
            controls += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != 1 && b != 31 ? 1 : 0;
        }
        if (!guess.charset().name().startsWith("UTF-") && controls * CONTROLS > bytes.length) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "this is no text in any known encoding: " + controls + " of the first " + bytes.length
                            + " bytes are control characters, as in what is encrypted or damaged",
                    "export the rows as CSV or JSON, without a password. Where it is a text all the same, write"
                            + " source.encoding, or --encoding NAME");
        }
    }

    /** Where the text turns from one encoding to another, no single one reads all of it: UTF-8 rejects rows, others damage them. */
    private void encoding(byte[] bytes, boolean isWhole, String name) {
        Optional<EncodingTurn> turn = EncodingTurn.of(bytes, isWhole);
        if (turn.isPresent()) {
            notes.add(turn.get().note());
            return;
        }
        EncodingGuess.of(bytes, isWhole).ifPresent(guess -> {
            refuseBytes(bytes, guess, name);
            encoding(guess);
        });
    }

    private void encoding(EncodingGuess guess) {
        config = config.withEncoding(guess.charset());
        String name = guess.charset().name();
        notes.add(guess.others().isEmpty() ? sure(name) : unsure(name, guess.others()));
    }

    private static GuessNote sure(String name) {
        return new GuessNote(
                "the text is not UTF-8. It reads well as " + name,
                "source.encoding: " + name + ". Look with --values whether all letters are right");
    }

    private static GuessNote unsure(String name, List<Charset> others) {
        String all = others.stream().map(Charset::name).collect(Collectors.joining(" or ", name + " or ", ""));
        return new GuessNote(
                "the text is not UTF-8, and too few letters show its encoding: it may be " + all,
                "source.encoding: " + name
                        + " is a guess. Look with --values, and --encoding for each of the others, in"
                        + " which all letters are right");
    }

    /** The text as UTF-8, without a byte-order mark. */
    private byte[] text(byte[] bytes) {
        Charset charset = config.encoding();
        if (charset == null) {
            charset = ByteOrderMark.of(bytes).orElse(StandardCharsets.UTF_8);
        }
        byte[] text = charset.equals(StandardCharsets.UTF_8)
                ? bytes
                : new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOfRange(text, ByteOrderMark.lengthOfUtf8(text, text.length), text.length);
    }

    private void form(byte[] all, boolean isWhole, String name, boolean isOne) {
        byte[] text = Arrays.copyOf(all, Math.min(all.length, MOST));
        try {
            Format format = config.format() == null
                    ? Recognition.of(new HeadStream(new ByteArrayInputStream(text)), name, config)
                            .format()
                    : config.format();
            switch (format) {
                case JSON, NDJSON -> rows(text, all);
                case CSV, TSV -> {
                    hasCells = true;
                    new CsvGuess(all, text, isWhole, config, format, isOne)
                            .look()
                            .ifPresent(this::csv);
                }
                case PARQUET, XLSX -> {}
            }
        } catch (IOException | ProblemException e) {
            // reading it later reports what is wrong
        }
    }

    private void csv(CsvGuess.Found found) {
        config = found.config();
        notes.addAll(found.notes());
    }

    private void rows(byte[] text, byte[] all) {
        Optional<RowsPath> path = RowsGuess.of(text);
        if (path.isPresent()) {
            config = config.withDialect(config.dialect().but().rows(path.get()).build());
            notes.add(new GuessNote(
                    path.get().text().equals(RowsPath.ROOT)
                            ? "the rows are the values of one object. The key of each becomes its field _key"
                            : "the rows are inside of a document, in its field " + path.get(),
                    "source.rows: " + path.get()));
            notes.addAll(RowsGuess.others(all, path.get()));
        }
    }
}
