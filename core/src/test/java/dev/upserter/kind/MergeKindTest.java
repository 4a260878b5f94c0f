package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeKindTest {
    private static final String MERGE = "{type: merge, userId: keep, duplicate: drop}";
    private static final String BY_ADDRESS =
            "{type: merge, userId: keep, identifyBy: email, duplicate: drop, duplicateBy: id}";

    private static String row(String keep, String drop) {
        return "{\"keep\": " + keep + ", \"drop\": " + drop + "}";
    }

    @Test
    void aRowMakesOnePersonOfTwo() {
        assertThat(KindRows.of(MERGE).one(row("7", "\"b\"")))
                .isEqualTo("{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"id\":\"7\"},"
                        + "\"secondary\":{\"id\":\"b\"}}");
        assertThat(KindRows.of(BY_ADDRESS).one(row("\"a@x.org\"", "8")))
                .isEqualTo("{\"type\":\"person\",\"action\":\"merge\",\"primary\":{\"email\":\"a@x.org\"},"
                        + "\"secondary\":{\"id\":\"8\"}}");
    }

    @ParameterizedTest
    @CsvSource({"id, 7, '\"7\"'", "email, '\"a@x.org\"', '\"A@X.org\"'"})
    void nobodyIsMergedWithThemself(String type, String keep, String drop) {
        assertThat(KindRows.of(MERGE.replace("userId", "identifyBy: " + type + ", userId"))
                        .one(row(keep, drop)))
                .isEqualTo("PART_MALFORMED: the row would merge a person with themself");
    }

    @Test
    void theSameTextMayBeTwoPeopleByTwoIdentifiers() {
        assertThat(KindRows.of(BY_ADDRESS).one(row("\"a@x.org\"", "\"a@x.org\"")))
                .contains("\"primary\":{\"email\":\"a@x.org\"},\"secondary\":{\"id\":\"a@x.org\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|PART_MISSING: the row has no value for duplicate",
                "true|PART_MALFORMED: the value of duplicate is neither a text nor a whole number",
                "1.5|PART_MALFORMED: the value of duplicate is neither a text nor a whole number",
                "[1]|PART_MALFORMED: the value of duplicate is neither a text nor a whole number",
            })
    void aRowWithoutADuplicateIsNotSent(String duplicate, String problem) {
        assertThat(KindRows.of(MERGE).one(row("7", duplicate))).isEqualTo(problem);
    }

    @Test
    void mergesOfOnePersonKeepTheirOrderByEitherApi() {
        KindRows rows = KindRows.of(MERGE);
        var operation = rows.operation(row("7", "8"));

        assertThat(rows.kind().routing(Api.BATCH, IdentifierType.ID).route(operation))
                .isEqualTo(Api.BATCH.route());
        assertThat(rows.kind().routing(Api.SINGLE, IdentifierType.ID).route(operation))
                .isEqualTo(new Route.Fixed("POST", "/api/v1/merge_customers"));
        assertThat(KindRows.text(operation, Form.BODY))
                .isEqualTo("{\"primary\":{\"id\":\"7\"},\"secondary\":{\"id\":\"8\"}}");
        assertThat(rows.kind().routing(Api.BATCH, IdentifierType.ID).ordering()).isEqualTo(Ordering.PAIRWISE);
        assertThat(rows.kind().kind().apis()).containsExactly(Api.BATCH, Api.SINGLE);
    }

    /** A phone number is none that people can be merged by. */
    @Test
    void peopleAreMergedByIdAddressAndCioId() {
        assertThat(Kinds.spelled("merge").identifiers())
                .containsExactlyInAnyOrder(IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.CIO_ID);
    }
}
