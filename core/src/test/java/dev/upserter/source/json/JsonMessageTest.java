package dev.upserter.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.source.ShownRows;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages about malformed JSON address the author of the data, not a user of the parser. */
class JsonMessageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": NaN}",
                "{\"a\": -Infinity}",
                "{\"a\": +1}",
                "{\"a\": +INF}",
                "{\"a\": Inf}",
                "{\"a\": 007}",
                "{\"a\": .5}",
                "{\"a\": 5.}",
                "{\"a\": -}",
                "{\"a\": -x}",
                "{\"a\": 1e}",
                "{\"a\": 1x}",
                "{'a': 1}",
                "{\"a\": 'x'}",
                "{a: 1}",
                "{\"a\": 1,}",
                "{\"a\": [1,]}",
                "{\"a\": [,1]}",
                "{\"a\": 1} // x",
                "{/* x */ \"a\": 1}",
                "{# x\n\"a\": 1}",
                "{\"a\": \"\t\"}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\\u12g4\"}",
                "{\"a\" 1}",
                "{\"a\": undefined}",
                "{\"a\": True}",
                "{\"a\": 1 \"b\": 2}",
                "{\"a\": }",
                "{\"a\": ]}",
                "{\"a\": 1]",
                "{\"\u0001\": 1}",
                "{\"a\": \u00a01}",
                "{\"a\": \u201cx\u201d}"
            })
    void namesNoOptionOfTheParser(String json) {
        for (String row : told(json)) {
            assertThat(row)
                    .contains("RECORD_UNREADABLE")
                    .doesNotContain(
                            "Feature",
                            "ALLOW_",
                            "enable",
                            "`",
                            "Parser",
                            "  ",
                            "()",
                            "(code ",
                            "was expecting",
                            "marker")
                    .containsPattern(" of the row\\)$|in the middle$");
        }
    }

    private static List<String> told(String json) {
        return ShownRows.readAs("a.ndjson", "{}\n" + json.replace("\n", " ") + "\n").stream()
                .filter(row -> row.contains("RECORD_"))
                .toList();
    }
}
