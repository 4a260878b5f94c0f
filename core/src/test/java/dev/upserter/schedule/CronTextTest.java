package dev.upserter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron expressions that are read, and those that are refused with a hint. */
class CronTextTest {
    private static CronText.Reading.Wrong wrong(String text) {
        assertThat(CronText.read(text)).as(text).isInstanceOf(CronText.Reading.Wrong.class);
        return (CronText.Reading.Wrong) CronText.read(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * *|0 2 * * *",
                "'  0\t2  * * * '|0 2 * * *",
                "@daily|0 0 * * *",
                "@midnight|0 0 * * *",
                "@hourly|0 * * * *",
                "@weekly|0 0 * * 0",
                "@monthly|0 0 1 * *",
                "@yearly|0 0 1 1 *",
                "@annually|0 0 1 1 *",
                "*/15 8-18 * * mon-fri|*/15 8-18 * * mon-fri",
                "0 0 1 JAN,jul *|0 0 1 JAN,jul *",
                "1-59/2 */6 29 2 *|1-59/2 */6 29 2 *",
                "0 0 1,15 * 5|0 0 1,15 * 5"
            })
    void isRead(String text, String fields) {
        assertThat(CronText.read(text))
                .isInstanceOfSatisfying(
                        CronText.Reading.Good.class,
                        good -> assertThat(good.expression().fields()).isEqualTo(fields));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30-31 feb *"})
    void whatNeverComesIsRefused(String text) {
        assertThat(wrong(text).message()).isEqualTo("never comes: none of its months has such a day");
    }

    @Test
    void whatHasSecondsIsRefused() {
        CronText.Reading.Wrong six = wrong("0 0 2 * * *");
        assertThat(six.message())
                .isEqualTo("has 6 fields, and cron has five: minute, hour, day of month, month and day of week");
        assertThat(six.hint()).contains("Quartz and Spring write seconds before them");
        assertThat(wrong("* * *").hint()).isEqualTo("write five fields, as \"0 2 * * *\" for 02:00 each day");
        assertThat(wrong("").message()).isEqualTo("is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *|minute",
                "*/0 * * * *|minute",
                "0 24 * * *|hour",
                "0 22-2 * * *|hour",
                "0 H * * *|hour",
                "0 0 0 * *|day of month",
                "0 0 L * *|day of month",
                "0 0 ? * *|day of month",
                "0 0 1W * *|day of month",
                "0 0 * 13 *|month",
                "0 0 * * 8|day of week",
                "0 0 * * mon#1|day of week",
                "-5 * * * *|minute"
            })
    void aFieldThatCannotBeReadIsNamed(String text, String field) {
        assertThat(wrong(text).message()).isEqualTo("has a " + field + " that cannot be read");
    }

    @Test
    void whatTwoCronsTakeForDifferentTimesIsRefused() {
        assertThat(wrong("0 0 */2 * 1").hint()).isEqualTo("write one of the two days as *, or both as numbers");
        assertThat(wrong("0 0 1 * */2").message()).contains("one cron takes as both");
        assertThat(wrong("5/15 * * * *").hint()).isEqualTo("write where it ends, as 5-59/15");
    }

    @Test
    void wordsAreKnown() {
        assertThat(wrong("@dayly").hint()).isEqualTo("you probably mean @daily");
        assertThat(wrong("@reboot").message()).isEqualTo("must be a time, and @reboot is none");
        assertThat(wrong("@every 5m").message()).startsWith("begins with @ and is none of @annually, @daily");
        assertThat(wrong("@" + "y".repeat(500)).hint()).startsWith("write five fields");
        assertThat(wrong("1,".repeat(200) + "1 * * * *").message()).isEqualTo("is longer than 200 characters");
    }
}
