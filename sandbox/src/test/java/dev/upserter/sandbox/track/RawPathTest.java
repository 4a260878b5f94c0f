package dev.upserter.sandbox.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {
    @ParameterizedTest
    @CsvSource({
        "'',          ''",
        "ana,         ana",
        "a+b,         a+b",
        "a%20b,       a b",
        "a%2fb%2Fc,   a/b/c",
        "%C3%A9,      é",
        "é,           é",
        "%25,         %",
        "%252F,       %2F",
        "a%3Fb%23,    a?b#",
        "%7E%7e,      ~~",
    })
    void escapesAreDecodedOnce(String raw, String segment) {
        assertThat(RawPath.segment(raw)).hasValue(segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a/b", "%", "a%2", "%4", "%zz", "%2g", "%g2", "%C3", "%C3%28", "%FF", "%-1"})
    void whatIsNoTextInOneSegmentIsNone(String raw) {
        assertThat(RawPath.segment(raw)).isEmpty();
    }
}
