package dev.upserter.config.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.SmtpConfig;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys {@code alerts} and {@code smtp} as a configuration has them. */
class AlertKeysTest {
    private static final ConfigReader READER =
            ConfigReader.local(Map.of("SLACK_URL", "https://hooks.slack.com/services/T/B/x", "HOOK", "0123456789"));

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }

    private static SyncConfig read(String yaml) {
        return READER.read(bytes("userId: id\n" + yaml), "c.yaml");
    }

    private static List<Problem> mistakes(String yaml) {
        return catchThrowableOfType(ProblemException.class, () -> read(yaml)).problems();
    }

    private static Problem mistake(String yaml) {
        List<Problem> mistakes = mistakes(yaml);
        assertThat(mistakes).hasSize(1);
        return mistakes.getFirst();
    }

    @Test
    void eachChannelIsReadWithItsConditions() {
        SyncConfig config = read("""
            alerts:
              - {slack: "${SLACK_URL}", when: [failed, problems, "rejected>1 %", "read < 50%", "duration > 10m", recovered]}
              - {webhook: "https://ops.example.com/hook?team=1", secret: "${HOOK}", repeat: 1d}
              - {command: [./page-me, --now]}
              - {email: ops@example.com, when: ["deadLetters > 0"]}
            smtp: {host: smtp.example.com, from: upserter@example.com, user: u, password: p}
            """);

        assertThat(config.alerts().alerts())
                .extracting(alert -> alert.channel().key())
                .containsExactly("slack", "webhook", "command", "email");
        AlertConfig slack = config.alerts().alerts().getFirst();
        assertThat(slack.when())
                .extracting(AlertCondition::spelling)
                .containsExactly("failed", "problems", "rejected > 1%", "read < 50%", "duration > 10m", "recovered");
        AlertConfig webhook = config.alerts().alerts().get(1);
        assertThat(webhook.when()).containsExactly(AlertCondition.Ending.FAILED);
        assertThat(webhook.repeat()).isEqualTo(Duration.ofDays(1));
        assertThat(((AlertChannel.Webhook) webhook.channel()).secret()).isEqualTo("0123456789");
        assertThat(config.alerts().smtp())
                .isEqualTo(new SmtpConfig(
                        "smtp.example.com", 587, "u", "p", "upserter@example.com", SmtpConfig.Tls.STARTTLS));
        assertThat(config.toString()).doesNotContain("hooks.slack.com", "0123456789", "ops@example.com", "page-me");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faild|there is no condition \"faild\" for an alert|you probably mean failed",
                "Failed|there is no condition \"Failed\" for an alert|you probably mean failed",
                "reject > 1%|there is no condition \"reject\" for an alert|you probably mean rejected",
                "deadletters > 1|there is no condition \"deadletters\" for an alert|you probably mean deadLetters",
                "rejected >= 1%|a condition compares with < or >|write it as in \"rejected > 1%\"",
                "rejected > 1 row|rejected must be compared with a number, or a share of the rows, 0% to 100%"
                        + "|write it as in \"rejected > 1%\"",
                "rejected > 101%|rejected must be compared with a number, or a share of the rows, 0% to 100%"
                        + "|write it as in \"rejected > 1%\"",
                "duration > 10|duration must be compared with a length of time, such as 30s, 10m or 2h"
                        + "|write it as in \"duration > 10m\""
            })
    void aMistakeInAConditionIsLocatedWithTheNearestWords(String condition, String message, String hint) {
        Problem problem = mistake("alerts:\n- command: [a]\n  when: [\"" + condition + "\"]\n");

        assertThat(problem.toString()).isEqualTo("c.yaml:4:10: " + message);
        assertThat(problem.hint()).isEqualTo(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "watch: true\nsource: {file: a.csv}\n"})
    void nobodyIsLateWithoutATime(String keys) {
        String late = "alerts: [{command: [a], when: [late]}]\n";

        assertThat(mistake(late + keys).toString())
                .isEqualTo(
                        "c.yaml:1:1: the condition late needs a time at which a run is due, and the sync c has none");
        assertThat(read(late + "schedule: \"@daily\"\n").alerts().alerts()).hasSize(1);
    }

    @Test
    void aMeasureAloneIsReportedWithAnExample() {
        assertThat(mistake("alerts: [{command: [a], when: [rejected]}]\n").hint())
                .isEqualTo("you probably mean rejected with < or > and a number, as in \"rejected > 1%\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alerts: {slack: \"https://a\"}",
                "alerts: [failed]",
                "alerts: [{when: [failed]}]",
                "alerts: [{slack: \"https://a\", command: [b]}]",
                "alerts: [{slack: \"hooks.slack.com\"}]",
                "alerts: [{slack: \"ftp://a\"}]",
                "alerts: [{webhook: \"https://u:p@a/\"}]",
                "alerts: [{webhook: \"https://a/#b\"}]",
                "alerts: [{webhook: \"https://a\", secret: short}]",
                "alerts: [{command: [a], secret: 0123456789}]",
                "alerts: [{command: ./a}]",
                "alerts: [{command: []}]",
                "alerts: [{command: [\"\"]}]",
                "alerts: [{command: [a], when: []}]",
                "alerts: [{command: [a], when: failed}]",
                "alerts: [{command: [a], when: [recovered]}]",
                "alerts: [{command: [a], repeat: 30s}]",
                "alerts: [{email: ops@example.com}]",
                "alerts: [{email: \"Ops <ops@example.com>\"}]\nsmtp: {host: a, from: a@b.c}",
                "alerts: [{email: \"a@b.c\\r\\nBcc: x@y.z\"}]\nsmtp: {host: a, from: a@b.c}",
                "smtp: {host: a}",
                "smtp: {host: a, from: a@b.c, password: p}",
                "smtp: {host: a, from: a@b.c, user: u, password: p, tls: none}",
                "smtp: {host: \"a:25\", from: a@b.c}",
                "smtp: {host: a, from: a@b.c, port: 0}",
                "smtp: {host: a, from: a@b.c, tls: ssl}"
            })
    void whatIsWrongIsLocated(String yaml) {
        assertThat(mistakes(yaml)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.location()).isNotNull();
            assertThat(problem.message()).doesNotContain("u:p@", "hooks.slack.com", "Bcc");
        });
    }

    @Test
    void aPasswordMayGoToThisMachineAsItIs() {
        assertThat(read("smtp: {host: localhost, from: a@b.c, user: u, password: p, tls: none}\n")
                        .alerts()
                        .smtp())
                .isEqualTo(new SmtpConfig("localhost", 25, "u", "p", "a@b.c", SmtpConfig.Tls.NONE));
    }

    @Test
    void thoseBesideSyncsAreTheDefaultsOfEach() {
        SyncSet set = READER.readAll(bytes("""
            alerts: [{email: ops@example.com}]
            smtp: {host: smtp.example.com, from: upserter@example.com}
            syncs:
              - {sync: people, userId: id, source: {file: a.csv}, also: [{sync: members, type: segment, segment: 7}]}
              - {sync: others, userId: id, source: {file: b.csv}, alerts: [{command: [a]}]}
              - {sync: silent, userId: id, source: {file: c.csv}, alerts: []}
            """), "c.yaml");

        assertThat(set.syncs())
                .extracting(sync -> sync.sync() + " "
                        + sync.alerts().alerts().stream()
                                .map(alert -> alert.channel().key())
                                .toList())
                .containsExactly("people [email]", "members [email]", "others [command]", "silent []");
    }

    @Test
    void anUploadedConfigurationAlertsNobody() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ConfigReader.uploaded(Map.of())
                        .read(bytes("userId: id\nalerts: [{command: [a]}]\nsmtp: {host: a, from: a@b.c}\n"), "c.yaml"))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::message)
                        .containsExactly(
                                "an uploaded configuration must not send alerts from this server",
                                "an uploaded configuration must not send e-mails from this server"));
    }

    @Test
    void aConfigurationIsShownWithoutWhereItsAlertsGo() {
        String shown = ConfigReader.withoutSecrets(bytes("""
            userId: id
            alerts:
              - {slack: "https://hooks.slack.com/services/T/B/x", when: [failed, "rejected > 1%"], repeat: 1d}
              - {webhook: "${URL}", secret: 0123456789abc}
              - {command: [./page-me, --token=abcdefgh]}
              - {email: ops@example.com}
            smtp: {host: smtp.example.com, port: 587, user: ana, password: hidden-word, from: up@example.com, tls: tls}
            """), "c.yaml").orElseThrow();

        assertThat(shown).isEqualTo("""
            userId: id
            alerts:
              - {slack: "", when: [failed, "rejected > 1%"], repeat: 1d}
              - {webhook: "${URL}", secret: ""}
              - {command: ["", ""]}
              - {email: ""}
            smtp: {host: smtp.example.com, port: 587, user: "", password: "", from: "", tls: tls}
            """);
    }
}
