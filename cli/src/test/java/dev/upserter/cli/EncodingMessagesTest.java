package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages for files in encodings other than UTF-8, in one file that is reviewed. */
class EncodingMessagesTest {
    private static final List<String> NAMES =
            List.of("Zoë Müller", "Jürgen Groß", "Françoise Lévêque", "Søren Ærø", "Íñigo Peña", "Åsa Öberg");

    @TempDir
    Path folder;

    private void write(String name, String encoding) throws IOException {
        var text = new StringBuilder("id,name,city\n");
        for (int i = 0; i < 60; i++) {
            text.append(i)
                    .append(',')
                    .append(NAMES.get(i % NAMES.size()))
                    .append(encoding.equals("windows-1252") && i % 5 == 0 ? ",Paris – “Île”\n" : ",Zürich\n");
        }
        Files.write(folder.resolve(name), text.toString().getBytes(Charset.forName(encoding)));
    }

    @Test
    void filesInOtherEncodingsAreReportedWithTheLikeliestEncoding() throws IOException {
        write("windows.csv", "windows-1252");
        write("latin.csv", "ISO-8859-1");
        write("utf16.csv", "UTF-16LE");
        write("utf8.csv", "UTF-8");
        Files.writeString(
                folder.resolve("users.yaml"), "userId: id\nmappings: [{from: name, to: name}]\nsiteId: s\napiKey: k\n");
        Files.write(
                folder.resolve("damaged.csv"),
                "id,name\n1,Ana\n2,Zo\u00eb\n3,Bo\n".getBytes(Charset.forName("ISO-8859-1")));
        var transcript = new Transcript(folder);
        for (String line : List.of(
                "peek windows.csv",
                "init windows.csv",
                "peek latin.csv",
                "init utf16.csv",
                "init utf16.csv --encoding utf-8",
                "preview users.yaml damaged.csv",
                "sync users.yaml windows.csv --sandbox",
                "sync users.yaml utf16.csv --sandbox",
                "sync users.yaml damaged.csv --sandbox",
                "peek utf8.csv --encoding klingon")) {
            var typed = new Typed();
            String[] words = line.split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].matches(".*[.](csv|yaml)")
                        ? folder.resolve(words[i]).toString()
                        : words[i];
            }
            int exitCode = typed.run(words);
            transcript.add("upserter " + line, typed.out() + typed.err(), exitCode);
        }
        Golden.assertSame("encodings.txt", transcript.text());
    }

    @Test
    void whereATextTurnsToAnotherEncodingIsSaid() throws IOException {
        Path file = folder.resolve("joined.csv");
        Files.writeString(file, "id,name\n1,Zo\u00eb\n2,J\u00fcrgen\n");
        Files.write(
                file,
                "3,Jos\u00e9\n4,Pe\u00f1a\n".getBytes(Charset.forName("windows-1252")),
                StandardOpenOption.APPEND);
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.err())
                .contains(
                        "warning: the text turns from UTF-8 to another encoding, probably windows-1252, from line 4 on");
        assertThat(typed.out()).contains("# the text turns from UTF-8", "iconv -f windows-1252 -t UTF-8");
        assertThat(new Typed().run("peek", file.toString())).isZero();
    }
}
