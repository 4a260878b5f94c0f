package dev.upserter.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    @Test
    void everyFaultCanBeTyped() {
        Faults faults =
                Faults.parse("429=0.1:2s, 500=0.05,503=0.04,500-applied=0.03,slow=0.1:200ms,reset=0.02,lost=0.01");

        assertThat(faults)
                .isEqualTo(Faults.none()
                        .withTooManyRequests(0.1)
                        .withRetryAfter(Duration.ofSeconds(2))
                        .withServerError(0.05)
                        .withUnavailable(0.04)
                        .withServerErrorAfterApplying(0.03)
                        .withSlow(0.1, Duration.ofMillis(200))
                        .withReset(0.02)
                        .withLostAnswer(0.01));
        assertThat(Faults.parse("slow=0.5")).isEqualTo(Faults.none().withSlow(0.5, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429          | 'is not a fault. Write name=share, for example 429=0.1:2s'",
                "404=0.1      | 'there is no fault named ''404''. There are 429, 500, 503, 500-applied, slow, reset"
                        + " and lost'",
                "500=2        | 'the share of 500 must be a number from 0 to 1, not ''2'''",
                "500=much     | 'not ''much'''",
                "slow=0.1:9h  | '''9h'' is not a time. Write a whole number of ms, s or m: 200ms'",
                "500=0.1:1s   | '500 takes no time. Only 429 and slow do'",
                "500=.1,500=0 | '500 is given twice. Give it once'",
                "500=0.6,503=0.6 | 'the shares must add up to 1 at most'",
            })
    void typingMistakesAreReported(String text, String message) {
        assertThatThrownBy(() -> Faults.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void jsonKeepsEveryFault() {
        Faults faults =
                Faults.parse("429=0.1:2s,500=0.05,503=0.04,500-applied=0.03,slow=0.1:200ms,reset=0.02,lost=0.01");

        assertThat(FaultsJson.read(FaultsJson.write(faults, 1).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(faults);
    }

    @Test
    void eachFaultIsDrawnAsOftenAsItsShareSays() {
        var faults = Faults.parse("429=0.1,500=0.1,503=0.1,500-applied=0.1,slow=0.1,reset=0.1,lost=0.1");
        var dice = new FaultDice(1);
        var drawn = new HashMap<Answer, Integer>();
        for (int i = 0; i < 100_000; i++) {
            drawn.merge(dice.draw(faults), 1, Integer::sum);
        }

        assertThat(drawn).hasSize(8);
        for (Map.Entry<Answer, Integer> answer : drawn.entrySet()) {
            int expected = answer.getKey() instanceof Answer.Normal ? 30_000 : 10_000;
            assertThat(answer.getValue()).as(answer.toString()).isBetween(expected - 600, expected + 600);
        }
    }
}
