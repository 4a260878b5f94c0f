package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.operation.IdentifierType;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackerTest {
    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }

    private static String row(String id, int length) {
        return "{\"id\":\"" + id + "\",\"x\":\"" + "a".repeat(length) + "\"}";
    }

    @Test
    void peopleGoIntoOneBatchInTheOrderOfTheRows() throws Exception {
        Packing packing = Packing.batches()
                .add("[{\"id\":1},{\"id\":\"zwei\",\"x\":1.10}]")
                .flush();

        assertThat(packing.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.body())
                    .isEqualTo("{\"batch\":["
                            + "{\"type\":\"person\",\"identifiers\":{\"id\":\"1\"},\"action\":\"identify\","
                            + "\"attributes\":{}},"
                            + "{\"type\":\"person\",\"identifiers\":{\"id\":\"zwei\"},\"action\":\"identify\","
                            + "\"attributes\":{\"x\":1.10}}]}");
            assertThat(sent.rows()).containsExactly(1L, 2L);
            assertThat(sent.keys()).containsExactly("1", "zwei");
            assertThat(sent.records()).containsExactly("{\"id\":1}", "{\"id\":\"zwei\",\"x\":1.10}");
            assertThat(sent.predecessors()).isEmpty();
        });
    }

    @Test
    void aBatchIsFilledToTheLastByteAndNoFurther() throws Exception {
        int frame = "{\"batch\":[]}".length();
        int empty = Packing.batches()
                .add("[" + row("00", 0) + "]")
                .given()
                .getFirst()
                .entry()
                .length();
        int length = (Packer.MAX_BODY - frame - 1) / 2 - empty;
        int odd = (Packer.MAX_BODY - frame - 1) % 2;

        Packing fits = Packing.batches()
                .add("[" + row("01", length) + "," + row("02", length + odd) + "]")
                .flush();
        Packing exceeds = Packing.batches()
                .add("[" + row("01", length) + "," + row("02", length + odd + 1) + "]")
                .flush();

        assertThat(fits.sent()).extracting(Packing.Sent::bytes).containsExactly(Packer.MAX_BODY);
        assertThat(exceeds.sent()).hasSize(2);
    }

    @Test
    void aFullBatchLeavesAsSoonAsTheNextRowDoesNotFit() throws Exception {
        Packing packing = Packing.batches().add(rows(20, i -> row("p" + i, 30_000)));

        assertThat(packing.sentBefore(15)).isZero();
        assertThat(packing.sentBefore(16)).isEqualTo(1);
        assertThat(packing.packer().hasSent()).isTrue();
        assertThat(packing.packer().waiting()).isEqualTo(4);
    }

    @Test
    void anOperationOfAnySizeIsSentAlone() throws Exception {
        Packing packing = Packing.batches()
                .add("[" + row("big", 600_000) + "," + row("small", 1) + "]")
                .flush();

        assertThat(packing.sent()).extracting(Packing.Sent::rows).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void theRowsOfAPersonAreOneEntryAsLongAsItsBatchIsOpen() throws Exception {
        Packing packing = Packing.batches()
                .add(
                        "[{\"id\":\"a\",\"n\":1,\"x\":\"old\"},{\"id\":\"b\"},{\"id\":\"a\",\"n\":null,\"y\":[1]},{\"id\":\"c\"}]")
                .flush();

        assertThat(packing.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.body())
                    .isEqualTo("{\"batch\":["
                            + "{\"type\":\"person\",\"identifiers\":{\"id\":\"a\"},\"action\":\"identify\","
                            + "\"attributes\":{\"n\":null,\"x\":\"old\",\"y\":[1]}},"
                            + "{\"type\":\"person\",\"identifiers\":{\"id\":\"b\"},\"action\":\"identify\","
                            + "\"attributes\":{}},"
                            + "{\"type\":\"person\",\"identifiers\":{\"id\":\"c\"},\"action\":\"identify\","
                            + "\"attributes\":{}}]}");
            assertThat(sent.rows()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(sent.people()).containsExactly(0, 1, 0, 2);
            assertThat(sent.keys()).containsExactly("a", "b", "a", "c");
            assertThat(sent.predecessors()).isEmpty();
        });
    }

    @Test
    void anyNumberOfPeopleFollowAPersonOfSeveralRows() throws Exception {
        Packing packing = Packing.batches()
                .add("[" + row("a", 1) + "," + row("a", 2) + "]")
                .add(rows(40, i -> row("p" + i, 1)))
                .add("[" + row("p39", 2) + "]")
                .flush();

        assertThat(packing.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.people())
                        .startsWith(0, 0, 1, 2)
                        .endsWith(39, 40, 40)
                        .hasSize(43));
    }

    /** Pairs of rows of one person, and whether they are one entry. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | {}                              | true",
                "{'n':1}                         | {'n':{'a':{'b':1}}}             | true",
                "{'unsubscribed':true}           | {'unsubscribed':false}          | true",
                "{'created_at':1}                | {'created_at':2}                | true",
                "{'email':'a@x.org'}             | {'email':'a@x.org','n':1}       | true",
                "{'email':'a@x.org'}             | {'n':1}                         | true",
                "{'n':1}                         | {'email':'a@x.org'}             | false",
                "{'email':'a@x.org'}             | {'email':'b@x.org'}             | false",
                "{'email':'a@x.org'}             | {'email':null}                  | false",
                "{'phone':'+491'}                | {'phone':'+492'}                | false",
                "{'anonymous_id':'a'}            | {'anonymous_id':'b'}            | false",
                "{'_timestamp':1}                | {'_timestamp':1}                | true",
                "{'_timestamp':1}                | {'_timestamp':2}                | false",
                "{'_timestamp':1}                | {'n':2}                         | false",
                "{'n':1}                         | {'_timestamp':2}                | false",
                "{'cio_subscription_preferences.topics.topic_1':true}|{'cio_subscription_preferences.topics.topic_1':false}|true",
                "{'cio_subscription_preferences':{}}|{'n':1}|false",
                "{'cio_subscription_preferences.topics.topic_1':true}|{'cio_subscription_preferences':{}}|false",
            })
    void rowsAreJoinedOnlyIfThatSaysWhatTheySayOneByOne(String first, String second, boolean joined) throws Exception {
        String data = "[" + first + "," + second + "]";
        Packing packing = Packing.batches()
                .add(data.replace("{}", "{'n':0}").replace("{'", "{'id':'a','").replace('\'', '"'))
                .flush();

        assertThat(packing.sent()).hasSize(joined ? 1 : 2);
    }

    @Test
    void aValueThatCustomerIoRefusesIsNotHiddenByALaterRow() throws Exception {
        Packing hides = Packing.batches()
                .add("[" + row("a", 1_001) + "," + row("a", 1) + "]")
                .flush();
        Packing shows = Packing.batches()
                .add("[" + row("a", 1) + "," + row("a", 1_001) + "]")
                .flush();
        Packing fits = Packing.batches()
                .add("[" + row("a", 1_000) + "," + row("a", 1) + "]")
                .flush();

        assertThat(hides.sent()).hasSize(2);
        assertThat(shows.sent()).hasSize(1);
        assertThat(fits.sent()).hasSize(1);
    }

    @Test
    void aJoinedEntryKeepsWithinTheLimits() throws Exception {
        Packing long32kB = Packing.batches()
                .add(rows(40, i -> row("a", 900).replace("\"x\"", "\"x" + i + "\"")))
                .flush();
        Packing attributes300 = Packing.batches()
                .add(rows(301, i -> "{\"id\":\"a\",\"x" + i + "\":1}"))
                .flush();

        assertThat(long32kB.sent()).hasSize(2);
        assertThat(long32kB.sent().getFirst().bytes()).isBetween(31_000, 32_000 + "{\"batch\":[]}".length());
        assertThat(attributes300.sent()).extracting(sent -> sent.rows().size()).containsExactly(300, 1);
    }

    @Test
    void aRowThatCannotBeJoinedFollowsInALaterBatch() throws Exception {
        Packing packing = Packing.batches()
                .add(
                        "[{\"id\":\"a\",\"email\":\"a@x.org\"},{\"id\":\"b\"},{\"id\":\"a\",\"email\":\"b@x.org\"},{\"id\":\"c\"}]")
                .flush();

        assertThat(packing.sent()).extracting(Packing.Sent::keys).containsExactly(List.of("a", "b", "c"), List.of("a"));
        assertThat(packing.sent().get(1).predecessors()).containsExactly(1L);
    }

    @Test
    void aPersonWhoseBatchHasItsEndIsNotWaitedFor() throws Exception {
        Packing packing = Packing.batches().add("[{\"id\":\"a\"}]").flush();
        packing.finish(1);
        packing.add("[{\"id\":\"a\"}]").flush();

        assertThat(packing.sent().get(1).predecessors()).isEmpty();
    }

    @Test
    void rowsThatCannotBeJoinedStillFillTheirBatches() throws Exception {
        Packing packing = Packing.batches()
                .add(rows(6_000, i -> emails("person-" + i / 3, i, 900)))
                .flush();

        assertThat(packing.sent()).hasSizeLessThan(20);
    }

    private static String emails(String id, int email, int length) {
        return row(id, length).replace("\"x\"", "\"email\":\"" + email + "@example.org\",\"x\"");
    }

    @Test
    void moreRowsOfOnePersonThanBatchesMayBeOpenKeepTheirOrder() throws Exception {
        Packing packing =
                Packing.batches().add(rows(20, i -> emails("same", i, 1))).flush();

        assertThat(packing.sent())
                .hasSize(20)
                .allSatisfy(sent -> assertThat(sent.rows()).containsExactly(sent.sequence()));
        assertThat(packing.sent())
                .filteredOn(sent -> sent.sequence() > 1)
                .allSatisfy(sent -> assertThat(sent.predecessors()).containsExactly(sent.sequence() - 1));
    }

    @Test
    void batchesThatLeaveBeforeTheyAreHalfFullAreCounted() throws Exception {
        Packing small = Packing.batches().add(rows(20, i -> emails("same", i, 1)));
        Packing longRows = Packing.batches().add(rows(20, i -> emails("same", i, 250_000)));
        Packing wideRows =
                Packing.batches().add(rows(20, i -> emails("same", i, 1).replace("{", "{" + " ".repeat(300_000))));

        assertThat(small.packer().early()).isEqualTo(20 - Packer.MAX_OPEN);
        assertThat(small.sent()).hasSize(20 - Packer.MAX_OPEN);
        assertThat(small.packer().batches()).isEqualTo(20);
        assertThat(longRows.packer().early()).isZero();
        assertThat(wideRows.packer().early()).isZero();
    }

    @Test
    void aBatchFollowsEachUnfinishedOneOfItsPeople() throws Exception {
        Packing packing = Packing.batches();
        for (int i = 0; i < 6; i++) {
            packing.add(rows(1, row -> row("p", 1)).replace("p", "p" + i)).flush();
        }
        packing.add(rows(6, i -> row("p" + i, 2))).flush();

        assertThat(packing.sent().getLast().predecessors()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aBatchThatIsUsedAgainFollowsWhatItsNewPeopleNeed() throws Exception {
        Packing packing =
                Packing.batches().add("[{\"id\":\"a\"},{\"id\":\"b\"}]").flush();
        packing.add("[{\"id\":\"a\"}]").flush();
        packing.add("[{\"id\":\"b\"}]").flush();

        assertThat(packing.sent())
                .extracting(Packing.Sent::predecessors)
                .containsExactly(List.of(), List.of(1L), List.of(1L));
    }

    @Test
    void nothingIsSentBeforeTheFirstBatchLeaves() throws Exception {
        Packing packing = Packing.batches().add("[{\"id\":\"a\"}]");

        assertThat(packing.packer().hasSent()).isFalse();
        assertThat(packing.flush().packer().hasSent()).isTrue();
    }

    @Test
    void lettersOfEitherCaseAreOneEmailAddressButTwoIds() throws Exception {
        String data = "[{\"id\":\"Ana@x.org\"},{\"id\":\"ana@X.ORG\"}]";

        assertThat(new Packing(Api.BATCH, IdentifierType.EMAIL)
                        .add(data)
                        .flush()
                        .sent())
                .hasSize(2);
        assertThat(new Packing(Api.BATCH, IdentifierType.ID).add(data).flush().sent())
                .hasSize(1);
    }

    @Test
    void wideRowsOfWhichLittleIsSentLeaveBeforeTheyFillTheMemory() throws Exception {
        var packing = Packing.batches();
        String spaces = " ".repeat(100_000);
        packing.add(rows(40, i -> "{\"id\":\"p" + i + "\"," + spaces + "\"x\":1}"))
                .flush();

        assertThat(packing.sent())
                .hasSize(4)
                .allSatisfy(sent -> assertThat(
                                sent.records().stream().mapToInt(String::length).sum())
                        .isLessThanOrEqualTo(Packer.MAX_RECORD_BYTES));
    }

    @Test
    void recordsFillABatchToTheLastByte() throws Exception {
        String row = "{\"id\":\"p0\",\"x\":1}";
        int blanks = Packer.MAX_RECORD_BYTES / 2 - row.length();
        IntFunction<String> half = i -> row.replace("p0", "p" + i).replace(",", "," + " ".repeat(blanks));

        Packing fits = Packing.batches().add(rows(2, half)).flush();
        Packing exceeds =
                Packing.batches().add(rows(2, half).replace("1},", "1 },")).flush();

        assertThat(fits.sent()).hasSize(1);
        assertThat(exceeds.sent()).hasSize(2);
    }

    @Test
    void aRequestForOnePersonHoldsTheirAttributesAlone() throws Exception {
        Packing packing =
                new Packing(Api.SINGLE, IdentifierType.ID).add("[{\"id\":\"a\",\"n\":1},{\"id\":\"a\",\"n\":2}]");

        assertThat(packing.sent()).extracting(Packing.Sent::body).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(packing.sent()).extracting(Packing.Sent::keys).containsExactly(List.of("a"), List.of("a"));
        assertThat(packing.sent().get(1).predecessors()).containsExactly(1L);
    }

    @Test
    void anInterruptedPackerStillKnowsEveryRowThatIsNotHandedOn() throws Exception {
        Packing packing = Packing.batches();
        packing.add(rows(3, i -> row("p" + i, 200_000)));
        packing.beFull();

        assertThatThrownBy(() -> packing.add("[" + row("q", 400_000) + "]")).isInstanceOf(InterruptedException.class);
        assertThat(packing.packer().waiting()).isEqualTo(2);
        assertThat(packing.sent()).hasSize(1);
    }

    @Test
    void memoryOfABatchThatHadToGrowForOneHugeRowIsNotKept() throws Exception {
        Packing packing = Packing.batches();
        packing.add("[{\"id\":1," + " ".repeat(6 << 20) + "\"x\":1}]").flush();
        packing.add("[{\"id\":2}]").flush();

        assertThat(packing.sent().get(0).memory()).isGreaterThan(6 << 20);
        assertThat(packing.sent().get(1).memory()).isLessThan(1 << 20);
    }
}
