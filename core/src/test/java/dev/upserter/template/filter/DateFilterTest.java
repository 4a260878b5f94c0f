package dev.upserter.template.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.json.JsonValue;
import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateScope;
import dev.upserter.template.value.UnrenderableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateFilterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        2026-01-15                                ~ 2026-01-15 00:00:00 +0000
        2026/1/5                                  ~ 2026-01-05 00:00:00 +0000
        2026-01-15 10:20                          ~ 2026-01-15 10:20:00 +0000
        2026-01-15T10:20:30.5Z                    ~ 2026-01-15 10:20:30 +0000
        2026-01-15 10:20:30 UTC                   ~ 2026-01-15 10:20:30 +0000
        2026-01-15T23:00:00-05:00                 ~ 2026-01-15 23:00:00 -0500
        2026-01-15 23:00:00 +0530                 ~ 2026-01-15 23:00:00 +0530
        January 15, 2026                          ~ 2026-01-15 00:00:00 +0000
        Jan 15th, 2026 10:20 pm                   ~ 2026-01-15 22:20:00 +0000
        15 Jan 2026                               ~ 2026-01-15 00:00:00 +0000
        15-Jan-2026 12:05 AM                      ~ 2026-01-15 00:05:00 +0000
        Thu, 15 Jan 2026 10:20:30 +0200           ~ 2026-01-15 10:20:30 +0200
        Thu Jan 15 10:20:30 2026                  ~ 2026-01-15 10:20:30 +0000
        Thu Jan 15 10:20:30 UTC 2026              ~ 2026-01-15 10:20:30 +0000
        Thu Jan 15 2026 10:20:30 GMT+0100 (CET)   ~ 2026-01-15 10:20:30 +0100
        1767225600                                ~ 2026-01-01 00:00:00 +0000
        now                                       ~ 2026-01-01 00:00:00 +0000
        today                                     ~ 2026-01-01 00:00:00 +0000
        """)
    void aTextThatNamesADayIsADate(String date, String shown) throws Exception {
        assertThat(render(date, "%Y-%m-%d %H:%M:%S %z", 1767225600)).isEqualTo(shown);
        assertThat(render(date, "%Y-%m-%d %H:%M:%S %z", 999_999_999))
                .isEqualTo(date.equals("now") || date.equals("today") ? "2001-09-09 01:46:39 +0000" : shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "10:20",
                "Jan 2026",
                "January",
                "01/15/2026",
                "15/01/2026",
                "1/2/26",
                "2026-13-01",
                "2026-02-30",
                "2026-01-15 25:00",
                "2026-01-15 10:20 EST",
                "20260115",
                "1767225600123",
                "-1152098955",
                "Monday",
                "tomorrow",
                "2026-01-15 junk",
                "15 Foo 2026",
                "00:00 PM 2026-01-15"
            })
    void whatIsNoDateFails(String text) {
        assertThat(catchThrowableOfType(UnrenderableException.class, () -> render(text, "%Y", 0)))
                .as(text)
                .isNotNull()
                .satisfies(
                        e -> assertThat(e.why()).startsWith("the filter date does not fit its value: it is no date"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        %a %A %^a %u %w             ~ Mon Monday MON 1 1
        %b %B %h %^B                ~ Mar March Mar MARCH
        %d %-d %e %_d %03d          ~ 02 2  2  2 002
        %j %-j %C %y %G %g %V %U %W ~ 061 61 20 26 2026 26 10 09 09
        %H %k %I %l %M %S %p %P     ~ 14 14 02  2 05 09 PM pm
        %L %N %3N %6N %12N          ~ 120 120000000 120 120000 120000000000
        %z %:z %Z %s                ~ +0000 +00:00 UTC 1772460309
        %D %F %T %R %r              ~ 03/02/26 2026-03-02 14:05:09 14:05 02:05:09 PM
        %c %x %X                    ~ Mon Mar  2 14:05:09 2026 03/02/26 14:05:09
        %% %Q %                     ~ % %Q %
        """)
    void theLettersAreThoseOfStrftime(String format, String shown) throws Exception {
        assertThat(render("2026-03-02T14:05:09.12Z", format, 0)).isEqualTo(shown);
    }

    @Test
    void anEmptyDateStaysEmpty() throws Exception {
        assertThat(render("", "%Y", 0)).isEmpty();
    }

    private static String render(String date, String format, long now) throws Exception {
        var scope = new TemplateScope("the-run", now);
        scope.set("d", JsonValue.ofText(date));
        return Template.of("{{ d | date: '" + format + "' }}").render(scope);
    }
}
