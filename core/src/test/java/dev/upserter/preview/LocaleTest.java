package dev.upserter.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing depends on the machine's language, calendar, digits or time zone. */
final class LocaleTest {
    private static final String LETTERS = """
            userId: id
            mappings:
              - {template: "{{ email | downcase }}", to: email}
              - {template: "{{ name | upcase }} {{ name | capitalize }}", to: name}
              - {template: "{{ n | round: 2 }} {{ n | plus: 1000 }} {{ big | size }}", to: numbers}
              - {template: "{{ day | date: '%A %d %B %Y %H:%M %s %Z %x %c' }}", to: day}
              - {template: "{% for i in (1..3) %}{{ i }}{{ forloop.index }}{% endfor %}", to: loop}
              - {from: date, to: date, as: unix, zone: Asia/Bangkok, pattern: d MMM yyyy}
              - {from: iso, to: iso, as: unix}
              - {from: yes, to: yes, as: boolean}
              - {from: "n", to: n, as: number}
            tests:
              - name: letters, digits and dates
                row: {id: 7, email: INFO@WIKI.COM, name: istanbul, n: "19.996", big: abc, day: 2026-01-15, date: 15 May 2026,
                      iso: "2026-01-15T00:00:00Z", yes: "TRUE"}
                expect:
                  id: "7"
                  attributes:
                    email: info@wiki.com
                    name: ISTANBUL Istanbul
                    numbers: 20.0 1019.996 3
                    day: Thursday 15 January 2026 00:00 1768435200 UTC 01/15/26 Thu Jan 15 00:00:00 2026
                    loop: "112233"
                    date: 1778778000
                    iso: 1768435200
                    yes: true
                    n: 19.996
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tr,TR,,Europe/Istanbul",
        "de,DE,,Pacific/Kiritimati",
        "ar,EG,nu-arab,Africa/Cairo",
        "ar,EG,ca-islamic-nu-arab,Asia/Kathmandu",
        "th,TH,ca-buddhist-nu-thai,America/St_Johns",
        "fa,IR,ca-persian,Etc/GMT+12"
    })
    void everyConfigurationOfTheDocsMakesTheSame(String language, String country, String extensions, String zone)
            throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Duser.extensions=" + (extensions == null ? "" : "u-" + extensions),
                "-Duser.timezone=" + zone,
                "-cp",
                System.getProperty("java.class.path"),
                LocaleTest.class.getName(),
                folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("all the same in " + language + "_" + country + " at " + zone + "\n");
    }

    /** Runs the configurations in a JVM with another locale. */
    public static void main(String[] args) throws IOException {
        var configurations = new ArrayList<>(MappingDocsTest.configurations());
        configurations.add(LETTERS);
        Path file = Path.of(args[0]).resolve("configuration.yaml");
        for (String configuration : configurations) {
            Files.writeString(file, configuration);
            MappingDocsTest.assertPasses(file);
        }
        Locale locale = Locale.getDefault();
        System.out.println("all the same in " + locale.getLanguage() + "_" + locale.getCountry() + " at "
                + TimeZone.getDefault().getID());
    }
}
