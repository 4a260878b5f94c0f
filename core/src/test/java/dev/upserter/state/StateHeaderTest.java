package dev.upserter.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.operation.IdentifierType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateHeaderTest {
    private static final StateHeader HEADER =
            StateHeader.of("email", "here", "rules", true).withBody(3, 2, 100, 0xFFFF_FFFFL);

    private static byte[] line(String text) {
        byte[] line = new byte[StateHeader.LENGTH];
        Arrays.fill(line, (byte) ' ');
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, line, 0, bytes.length);
        line[line.length - 1] = '\n';
        return line;
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        byte[] bytes = HEADER.toBytes();

        assertThat(bytes).hasSize(512).endsWith("  \n".getBytes(StandardCharsets.US_ASCII));
        assertThat(StateHeader.read(bytes)).hasValue(HEADER);
        assertThat(HEADER.size()).isEqualTo(612);
    }

    /** States on disk begin with it. */
    @Test
    void itsTextStaysWhatItIs() throws IOException {
        assertThat(new String(HEADER.toBytes(), StandardCharsets.US_ASCII).strip())
                .isEqualTo(
                        "upserter-state {\"format\":1,\"keyType\":\"email\",\"workspace\":\"here\",\"mapping\":\"rules\","
                                + "\"fingerprint\":\"sha256-128/1\",\"values\":true,\"people\":3,\"marked\":2,\"length\":100,"
                                + "\"checksum\":4294967295}");
    }

    @Test
    void whatAnEarlierVersionDidNotWriteIsNothing() {
        assertThat(StateHeader.read(line(
                        "upserter-state {\"format\":\"7\",\"keyType\":\"id\",\"workspace\":\"w\",\"mapping\":\"m\"}")))
                .hasValue(new StateHeader(7, "id", "w", "m", "", false, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upserter-state",
                "upserter-state {}",
                "upserter-state []",
                "upserter-state {\"format\":1,\"keyType\":\"id\",\"workspace\":\"w\"}",
                "upserter-state {\"format\":\"one\",\"keyType\":\"id\",\"workspace\":\"w\",\"mapping\":\"m\"}",
                "upserter-state {\"format\":1",
                "another-state {\"format\":1,\"keyType\":\"id\",\"workspace\":\"w\",\"mapping\":\"m\"}",
            })
    void anythingElseIsNoHeader(String text) {
        assertThat(StateHeader.read(line(text))).isEmpty();
    }

    @Test
    void aLineThatIsCutOffOrGoesOnIsNoHeader() throws IOException {
        byte[] bytes = HEADER.toBytes();

        assertThat(StateHeader.read(Arrays.copyOf(bytes, StateHeader.LENGTH - 1)))
                .isEmpty();
        bytes[StateHeader.LENGTH - 1] = ' ';
        assertThat(StateHeader.read(bytes)).isEmpty();
    }

    @Test
    void whyPeopleAreKnownOtherwiseIsSaid() {
        StateHeader run = StateHeader.of("email", "here", "others", false);

        assertThat(HEADER.misfit(run)).isEmpty();
        assertThat(HEADER.misfit(StateHeader.of("id", "here", "rules", true)))
                .hasValue("knows people by email, but the configuration says id");
        assertThat(HEADER.misfit(StateHeader.of("email", "there", "rules", true)))
                .hasValue("is about another workspace, or another endpoint");
        assertThat(new StateHeader(3, "email", "here", "rules", "sha256-128/1", true, 0, 0, 0, 0).misfit(run))
                .hasValue("is of another version of the upserter, or damaged");
        assertThat(new StateHeader(1, "email", "here", "rules", "sha256-128/2", true, 0, 0, 0, 0).misfit(run))
                .hasValue("is of another version of the upserter, or damaged");
        assertThat(StateHeader.of("members of segment 7 by email", "here", "rules", true)
                        .misfit(run))
                .hasValue("knows members of segment 7 by email, but the configuration says email");
    }

    @Test
    void whatWasForgottenMakesItOneOfTheSecondFormat() throws IOException {
        StateHeader forgetting = HEADER.withForgotten("01J").withForgotten("01H");

        assertThat(HEADER.withForgotten("")).isEqualTo(HEADER);
        assertThat(forgetting.format()).isEqualTo(2);
        assertThat(StateHeader.read(forgetting.toBytes())).hasValue(forgetting);
        assertThat(forgetting.forgotten()).as("nothing is remembered again").isEqualTo("01J");
        assertThat(forgetting.misfit(HEADER)).isEmpty();
        assertThat(forgetting.isAboutTheSame(HEADER)).isFalse();
    }

    @Test
    void theNumbersOfPeopleDoNotSayWhatItIsAbout() {
        assertThat(HEADER.isAboutTheSame(HEADER.withPeople(9, 8, 7))).isTrue();
        assertThat(HEADER.withPeople(9, 8, 7)).isEqualTo(HEADER.withBody(9, 8, 7, 0));
        assertThat(HEADER.isAboutTheSame(HEADER.withMapping("others"))).isFalse();
        assertThat(HEADER.withMapping("others").withMapping("rules")).isEqualTo(HEADER);
    }

    @Test
    void objectsWithoutNestingAreWrittenInTheirOrderAndRead() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("b.two", "2");
        fields.put("a", "\"");
        fields.put("b.one", "1");
        String text = FlatJson.write(fields);

        assertThat(text.replaceAll("\\s", "")).isEqualTo("{\"b.two\":\"2\",\"a\":\"\\\"\",\"b.one\":\"1\"}");
        assertThat(text).endsWith("}\n").hasLineCount(5);
        try (var json = new JsonFactory().createParser(text + "[1]")) {
            assertThat(FlatJson.read(json)).isEqualTo(fields);
            assertThat(FlatJson.read(json)).isEmpty();
        }
        assertThat(FlatJson.under("b.", fields)).isEqualTo(Map.of("one", "1", "two", "2"));
    }

    /** Keys of a mixed state begin with what they are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | true | false | ID",
                "email | true | false | EMAIL",
                "email, the first of cio_id, email, id that a row has | true | true | ID EMAIL CIO_ID",
                "devices by email | false | false | EMAIL",
                "devices by id, the first of email, id that a row has | false | true | ID EMAIL",
                "ids of type event | false | false | ''",
                "objects | false | false | ''",
            })
    void itsKeysAreOrHoldTheseIdentifiers(String keyType, boolean isOfPeople, boolean isMixed, String identifiers) {
        StateHeader header = StateHeader.of(keyType, "here", "rules", true);

        assertThat(header.isOfPeople()).isEqualTo(isOfPeople);
        assertThat(header.isMixed()).isEqualTo(isMixed);
        assertThat(header.identifiers())
                .extracting(IdentifierType::name)
                .containsExactlyInAnyOrder(
                        identifiers.replace("'", "").isEmpty() ? new String[0] : identifiers.split(" "));
        assertThat(header.isOfPeopleBy(IdentifierType.EMAIL)).isEqualTo(isOfPeople && identifiers.contains("EMAIL"));
    }

    @Test
    void entriesThatSayMoreAreOfTheSecondFormatToo() throws IOException {
        StateHeader more = HEADER.sayingMore();

        assertThat(more.format()).isEqualTo(2);
        assertThat(more.isReadable()).isTrue();
        assertThat(more.forgotten()).isEmpty();
        assertThat(StateHeader.read(more.toBytes())).hasValue(more);
    }
}
