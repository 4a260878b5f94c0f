package dev.upserter.source.open;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.Format;
import dev.upserter.source.IdleKeys;
import dev.upserter.source.RowsPath;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.csv.CsvSource;
import dev.upserter.source.csv.Delimiters;
import dev.upserter.source.json.Envelope;
import dev.upserter.source.json.JsonSource;
import dev.upserter.source.json.NdjsonSource;
import dev.upserter.source.packed.Compression;
import dev.upserter.source.packed.OleContainer;
import dev.upserter.source.packed.Recognition;
import dev.upserter.source.packed.ZipArchive;
import dev.upserter.source.query.RowsProvider;
import dev.upserter.source.query.SqlModule;
import dev.upserter.source.sheet.WorkbookSource;
import dev.upserter.source.stream.ByteOrderMark;
import dev.upserter.source.stream.CountingStream;
import dev.upserter.source.stream.HeadStream;
import dev.upserter.source.stream.TranscodedStream;
import dev.upserter.workbook.Workbook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Opens data of any format: JSON or CSV, packed or not, detected from content and name. */
public final class Sources {
    private Sources() {}

    /** Opens data whose format is detected; the caller closes the source. */
    public static Source open(DataFile data) {
        return open(data, SourceConfig.DEFAULT);
    }

    /**
     * Opens data; the caller closes the source. Rows that a run has rejected are read in the format that runs write,
     * whatever the configuration says.
     *
     * @param config the format of the rows, as far as it cannot be detected
     * @throws ProblemException if they are missing, cannot be read, or have no known format
     */
    public static Source open(DataFile data, SourceConfig config) {
        return switch (data) {
            case DataFile.OnDisk file -> open(file.path(), file.name(), config);
            case DataFile.Several several -> openAll(several, config);
            case DataFile.Streamed stream -> open(stream.in(), null, stream.name(), config);
            case DataFile.Handed handed -> new FeedSource(handed.rows(), handed.name());
            case DataFile.Answer answer -> openAnswer(answer, config);
            case DataFile.Aside aside -> aside.isRows() ? openRows(aside) : open(aside.path(), aside.name(), config);
            case DataFile.Query query -> new RowsSource(RowsSource.ask(query, config), query.name(), 0);
        };
    }

    private static Source openRows(DataFile.Aside aside) {
        try {
            return NdjsonSource.ofRows(Files.newInputStream(aside.path()), aside.name());
        } catch (IOException e) {
            throw SourceProblems.unreadable(aside.name(), e);
        }
    }

    private static Source openAll(DataFile.Several several, SourceConfig config) {
        try {
            return SeveralSource.open(several.files(), file -> open(file, config));
        } catch (IOException e) {
            throw SourceProblems.unreadable(several.name(), e);
        }
    }

    private static Source openAnswer(DataFile.Answer answer, SourceConfig config) {
        try {
            return AnswerSource.open(answer, config.query());
        } catch (IOException e) {
            throw SourceProblems.unreadable(answer.path().toString(), e);
        }
    }

    private static Source openParquet(Path path, String name, SourceConfig config) throws IOException {
        IdleKeys.refuse(Format.PARQUET, config, name);
        RowsProvider provider = SqlModule.find(RowsProvider.class, new Location.InFile(name), "a Parquet file");
        return new RowsSource(provider.parquet(path, name, config.engine()), name, Files.size(path));
    }

    private static Source open(Path path, String name, SourceConfig config) {
        try {
            if (Files.isDirectory(path)) {
                throw new ProblemException(Problem.of(
                        Code.INPUT_NOT_FOUND,
                        new Location.InFile(name),
                        "this is a folder, not a file",
                        "give a file of it, or a pattern in quotation marks: '" + name + "/*.csv'"));
            }
            if (Files.isRegularFile(path) && (config.format() == Format.PARQUET || Recognition.isParquet(path))) {
                return openParquet(path, name, config);
            }
            if (Files.isRegularFile(path) && ZipArchive.is(path)) {
                return openArchive(path, name, config);
            }
            if (Files.isRegularFile(path)) {
                OleContainer.refuse(path, name);
            }
            return openOrClose(Files.newInputStream(path), path, name, config);
        } catch (NoSuchFileException e) {
            throw notFound(name, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw notFound(name, "the file may not be read", e);
        } catch (IOException e) {
            throw notFound(name, "the file cannot be opened: " + DiskFailure.reason(e), e);
        }
    }

    private static Source openArchive(Path path, String name, SourceConfig config) throws IOException {
        ZipFile archive = ZipArchive.archive(path, name);
        try {
            return Workbook.isIn(archive)
                    ? WorkbookSource.open(archive, Files.size(path), name, config)
                    : openOnly(ZipArchive.open(archive, path, name), name, config);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static Source openOnly(ZipArchive archive, String name, SourceConfig config) throws IOException {
        String inside = name + "/" + archive.entryName();
        var count = new CountingStream(archive);
        HeadStream content = new HeadStream(Compression.unpackArchive(count, inside, config.maxBytes()))
                .require(Envelope.START.length());
        Compression.refusePackedTwice(content, inside);
        return openContent(
                new Content(content, null, inside, true, archive::packed, InputStream.nullInputStream()), config);
    }

    private static ProblemException notFound(String name, String message, @Nullable IOException e) {
        Problem problem = Problem.of(Code.INPUT_NOT_FOUND, new Location.InFile(name), message);
        return e == null ? new ProblemException(problem) : new ProblemException(problem, e);
    }

    private static Source openOrClose(InputStream in, Path path, String name, SourceConfig config) throws IOException {
        try {
            return open(in, path, name, config);
        } catch (ProblemException e) {
            in.close();
            throw e;
        }
    }

    /**
     * @param path the file that the bytes come from; null if there is none
     */
    private static Source open(InputStream in, @Nullable Path path, String name, SourceConfig config) {
        try {
            var count = new CountingStream(in);
            HeadStream file = new HeadStream(count).require(Compression.MAGIC);
            boolean packed = Compression.isPacked(file);
            HeadStream content = new HeadStream(Compression.unpack(file, count, name, config.maxBytes()))
                    .require(Envelope.START.length());
            if (packed) {
                Compression.refusePackedTwice(content, name);
            }
            InputStream pipe = path == null || !Files.isRegularFile(path) ? in : InputStream.nullInputStream();
            return openContent(new Content(content, packed ? null : path, name, packed, count::count, pipe), config);
        } catch (IOException e) {
            throw SourceProblems.unreadable(name, e);
        }
    }

    /**
     * Unpacked data.
     *
     * @param in     its bytes
     * @param raw    the file that the bytes come from; null if there is none
     * @param packed whether it was packed
     * @param count  how many bytes of the file have been read
     * @param pipe   what may wait for its writer; empty for a file
     */
    private record Content(
            HeadStream in, @Nullable Path raw, String name, boolean packed, LongSupplier count, InputStream pipe) {}

    private static Source openContent(Content data, SourceConfig config) throws IOException {
        HeadStream content = data.in();
        Path raw = data.raw();
        String name = data.name();
        if (content.startsWith(Envelope.START)) {
            Source rows = openObjects(content, raw, name, Recognition.ofJson(content));
            return new StreamSource(rows, rows::bytesRead, data.pipe());
        }
        Charset encoding = config.encoding() == null
                ? ByteOrderMark.of(content.head(), content.length()).orElse(StandardCharsets.UTF_8)
                : config.encoding();
        if (!data.packed()) {
            Compression.requireTextOrMagic(content, name, encoding);
        }
        boolean utf8 = encoding.equals(StandardCharsets.UTF_8);
        HeadStream text = utf8 ? content : new HeadStream(new TranscodedStream(content, encoding)).require(4);
        Source source = openText(text, utf8 ? raw : null, name, config, encoding);
        LongSupplier count = data.packed() || !utf8 ? data.count() : source::bytesRead;
        return new StreamSource(source, count, data.pipe());
    }

    private static Source openText(
            HeadStream text, @Nullable Path path, String name, SourceConfig config, Charset encoding)
            throws IOException {
        int marks = ByteOrderMark.lengthOfUtf8(
                text.require(ByteOrderMark.MOST_OF_UTF8).head(), text.length());
        boolean marked = marks > 0;
        text.skipHead(marks);
        HeadStream content = marked ? new HeadStream(text) : text;
        Path raw = marked ? null : path;
        Recognition.Form form = form(content, name, config);
        if (content.length() == 0 && !IdleKeys.of(form.format(), config).isEmpty()) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the file is empty: it has no row, and no header",
                    "export it again, or leave it out");
        }
        IdleKeys.refuse(form.format(), config, name);
        return switch (form.format()) {
            case JSON -> openJson(content, raw, name, config.dialect().rows());
            case NDJSON ->
                config.dialect().rows() == null
                        ? openObjects(content, raw, name, form)
                        : openJson(content, raw, name, config.dialect().rows());
            case CSV ->
                new CsvSource(
                        content,
                        name,
                        delimiterOr(config, Delimiters.of(content, config.dialect())),
                        config,
                        encoding.name());
            case TSV -> new CsvSource(content, name, delimiterOr(config, '\t'), config, encoding.name());
            case PARQUET -> throw Recognition.parquetStream(name);
            case XLSX -> throw Recognition.noWorkbook(content, name);
        };
    }

    private static Source openJson(HeadStream content, @Nullable Path raw, String name, @Nullable RowsPath rows) {
        JsonSource source = JsonSource.open(content, name, rows);
        return raw == null ? source : source.standingIn(raw);
    }

    private static Source openObjects(HeadStream content, @Nullable Path raw, String name, Recognition.Form form) {
        NdjsonSource source =
                form.several() ? NdjsonSource.ofObjects(content, name) : NdjsonSource.ofLines(content, name);
        return raw == null ? source : source.standingIn(raw);
    }

    private static Recognition.Form form(HeadStream content, String name, SourceConfig config) throws IOException {
        Format given = config.format();
        if (given == Format.JSON) {
            return Recognition.ofJson(content);
        }
        return given == null ? Recognition.of(content, name, config) : new Recognition.Form(given, false);
    }

    private static char delimiterOr(SourceConfig config, char otherwise) {
        Character named = config.delimiter();
        return named == null ? otherwise : named;
    }
}
