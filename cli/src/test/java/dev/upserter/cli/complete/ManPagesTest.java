package dev.upserter.cli.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.text.CliTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {
    @TempDir
    private Path folder;

    @Test
    void eachCommandHasAPageThatHoldsEachLineOfItsHelp() throws IOException {
        ManPages.main(new String[] {folder.toString(), "1.2.3", "2026-11-29"});
        try (Stream<Path> pages = Files.list(folder)) {
            List<String> names =
                    pages.map(page -> page.getFileName().toString()).toList();
            assertThat(names).contains("upserter.1", "upserter-sync.1", "upserter-completion.1");
            for (String name : names) {
                String command = name.equals("upserter.1") ? "upserter" : name.replaceAll("upserter-|[.]1", "");
                String page = Files.readString(folder.resolve(name));
                assertThat(page).startsWith(".TH ").contains("\"2026-11-29\" \"Customer Upserter 1.2.3\"");
                String plain = page.replace("\\-", "-").replace("\\e", "\\").replace("\n", " ");
                CliTexts.help(command)
                        .lines()
                        .map(line -> line.startsWith("Usage: ") ? line.substring(7) : line)
                        .filter(line -> !line.matches("[A-Z][A-Za-z, ]*"))
                        .forEach(line -> assertThat(plain).as(name).contains(line));
            }
        }
    }

    @Test
    void aPageSaysWhatTheCommandIsInOneLine() {
        assertThat(ManPages.page("sync", List.of(), "1.2.3", "2026-11-29").lines())
                .startsWith(
                        ".TH UPSERTER-SYNC 1 \"2026-11-29\" \"Customer Upserter 1.2.3\"",
                        ".SH NAME",
                        "upserter\\-sync \\- Sends the rows in DATA to Customer.io, as CONFIG says");
    }
}
