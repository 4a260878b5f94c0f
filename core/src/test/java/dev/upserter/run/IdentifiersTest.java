package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever names a person arrives as it is, in a body and in a path. */
class IdentifiersTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withRecordRequests(true));

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(Api api, IdentifierType identifyBy, String data) {
        return new Trial(folder, sandbox)
                .config(config -> config.api(api).identifyBy(identifyBy))
                .run(data);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void idsOfAllKindsOfCharactersArriveExactly(Api api) {
        List<String> ids = List.of(
                "a b", "a/b", "a?b=c&d#e", "100%", "%2F", "a+b", "ü€😀", "..a", "a..", "....", "a.b", "~_-", "'\"");
        String data = Rows.of(ids.size(), i -> "{\"id\":\"" + ids.get(i).replace("\"", "\\\"") + "\",\"n\":" + i + "}");

        RunReport report = run(api, IdentifierType.ID, data);

        assertThat(report.problems()).as(report.toJson()).isEmpty();
        assertThat(report.records()).isEqualTo(new Counts(ids.size(), 0, 0, ids.size(), 0, 0, 0));
        for (int i = 0; i < ids.size(); i++) {
            assertThat(sandbox.person(ids.get(i)).orElseThrow().attributes()).containsEntry("n", "" + i);
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void anIdWithAControlCharacterInItArrivesExactlyAndIsReported(Api api) {
        RunReport report = run(api, IdentifierType.ID, "[{\"id\":\"a\\u0001b\",\"n\":1}]");

        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.ID_DAMAGED);
        assertThat(report.records()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0));
        assertThat(sandbox.person("a\u0001b").orElseThrow().attributes()).containsEntry("n", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../v2/batch", "a/../b", "./a", "a/."})
    void anIdThatWouldLeadToAnotherPathIsRejectedWhereItStandsInOne(String id) {
        String data = "[{\"id\":\"" + id + "\"},{\"id\":\"a\"}]";

        RunReport single = run(Api.SINGLE, IdentifierType.ID, data);

        assertThat(single.records()).isEqualTo(new Counts(2, 0, 0, 1, 1, 0, 0));
        assertThat(single.problems()).extracting(Finding::code).containsExactly(Code.ID_MALFORMED);
        assertThat(sandbox.requests()).extracting(RecordedRequest::rawPath).containsExactly("/api/v1/customers/a");
        assertThat(run(Api.BATCH, IdentifierType.ID, data).records().delivered())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aPersonIsFoundByTheirCioId(Api api) {
        run(Api.BATCH, IdentifierType.ID, "[{\"id\":\"ana\",\"n\":1}]");
        String cioId = sandbox.person("ana").orElseThrow().cioId();

        RunReport report = run(api, IdentifierType.CIO_ID, "[{\"id\":\"" + cioId + "\",\"n\":2}]");

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(1);
        assertThat(sandbox.person("ana").orElseThrow().attributes()).containsEntry("n", "2");
        RecordedRequest last = sandbox.requests().getLast();
        if (api == Api.SINGLE) {
            assertThat(last.rawPath()).isEqualTo("/api/v1/customers/cio_" + cioId);
        } else {
            assertThat(last.bodyText()).contains("\"identifiers\":{\"cio_id\":\"" + cioId + "\"}");
        }
    }

    @Test
    void aCioIdWithItsPrefixIsRejected() {
        RunReport report = run(Api.SINGLE, IdentifierType.CIO_ID, "[{\"id\":\"cio_03000001\"}]");

        assertThat(report.problems()).extracting(Finding::code).contains(Code.ID_MALFORMED);
        assertThat(sandbox.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void peopleAreFoundByTheirEmailAddress(Api api) {
        RunReport report = run(
                api,
                IdentifierType.EMAIL,
                "[{\"id\":\"ana+1@example.org\",\"n\":1},{\"id\":\"ANA+1@example.org\",\"n\":2}]");

        assertThat(report.records().delivered()).isEqualTo(2);
        assertThat(sandbox.peopleCount()).isEqualTo(1);
        assertThat(sandbox.person("ana+1@example.org").orElseThrow().attributes())
                .containsEntry("n", "2");
    }

    @Test
    void anAddressThatAPathWouldTakeForACioIdIsRejectedThere() {
        String data = "[{\"id\":\"cio_1@example.org\"}]";

        assertThat(run(Api.SINGLE, IdentifierType.EMAIL, data).problems())
                .extracting(Finding::code)
                .contains(Code.ID_MALFORMED);
        assertThat(run(Api.BATCH, IdentifierType.EMAIL, data).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void peopleAreFoundByTheirPhoneNumberInBatchesOnly() {
        assertThat(run(Api.BATCH, IdentifierType.PHONE, "[{\"id\":\"+491701234567\"}]")
                        .status())
                .isEqualTo(Status.COMPLETED);
        assertThat(sandbox.requests().getLast().bodyText()).contains("\"identifiers\":{\"phone\":\"+491701234567\"}");
        assertThatThrownBy(() -> SyncConfig.builder("trial", "id")
                        .identifyBy(IdentifierType.PHONE)
                        .api(Api.SINGLE)
                        .build())
                .isInstanceOf(ProblemException.class)
                .hasMessage("identifyBy must be other than phone where api is single");
    }

    @Test
    void numbersAreSentAsTexts() {
        run(Api.BATCH, IdentifierType.ID, "[{\"id\":12345678901234567890}]");
        run(Api.SINGLE, IdentifierType.ID, "[{\"id\":12345678901234567890}]");

        assertThat(sandbox.requests().get(0).bodyText()).contains("\"identifiers\":{\"id\":\"12345678901234567890\"}");
        assertThat(sandbox.requests().get(1).rawPath()).isEqualTo("/api/v1/customers/12345678901234567890");
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void everyRequestNamesTheProduct(Api api) {
        run(api, IdentifierType.ID, "[{\"id\":1}]");

        assertThat(sandbox.requests().getFirst().headers().get("user-agent"))
                .matches("customer-upserter/\\d+\\.\\d+\\.\\d+\\S*");
    }
}
