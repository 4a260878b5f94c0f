package dev.upserter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.upserter.config.SmtpConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts by e-mail, to a real SMTP server. */
@Timeout(60)
class SmtpSenderTest {
    private static final Message MESSAGE = new Message("people: failed", List.of("Reason: ünklar"), "{}");
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

    @TempDir
    Path folder;

    private static GreenMail server(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.setUser("upserter@example.com", "user", "password-0123");
        server.start();
        return server;
    }

    private static Sent send(int port, @Nullable String password, SmtpConfig.Tls tls) {
        String user = password == null ? null : "user";
        var config = new SmtpConfig("127.0.0.1", port, user, password, "upserter@example.com", tls);
        return new SmtpSender(config, Surroundings.of(Map.of())).send(MESSAGE, "ops@example.com", NOW);
    }

    @Test
    void aRunWritesAnEMail() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try (Sandbox sandbox = Sandbox.start()) {
            var sync = new AlertedSync(folder, sandbox, """
                alerts: [{email: ops@example.com, when: [problems]}]
                smtp: {host: 127.0.0.1, port: PORT, from: upserter@example.com, tls: none}
                """.replace(
                            "PORT", String.valueOf(server.getSmtp().getPort())));
            RunReport report = sync.run(3, 1);

            assertThat(report.problems()).noneMatch(finding -> finding.code() == Code.ALERT_FAILED);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("[upserter] people: problems");
            assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("upserter@example.com");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@example.com");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(GreenMailUtil.getBody(mail))
                    .contains("Rows: 4 read, 3 delivered, 1 rejected", "Reason: ID_MISSING", report.run())
                    .doesNotContain("person-1", "secret-plan");
        } finally {
            server.stop();
        }
    }

    @Test
    void userAndPasswordAreShownIfThereAreSome() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            int port = server.getSmtp().getPort();
            assertThat(send(port, "password-0123", SmtpConfig.Tls.NONE)).isEqualTo(Sent.DONE);
            assertThat(server.getReceivedMessages()[0].getContent().toString()).contains("ünklar");
            assertThat(send(port, "wrong", SmtpConfig.Tls.NONE).why())
                    .isEqualTo("the server does not take user and password");
        } finally {
            server.stop();
        }
    }

    @Test
    void nothingIsSentInTheClearThatIsToBeEncrypted() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            assertThat(send(server.getSmtp().getPort(), "password-0123", SmtpConfig.Tls.STARTTLS)
                            .why())
                    .isEqualTo("the server does not offer STARTTLS");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerWhoseCertificateNobodyKnowsIsNotTrusted() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            assertThat(send(server.getSmtps().getPort(), "password-0123", SmtpConfig.Tls.TLS)
                            .why())
                    .isEqualTo("no TLS connection that can be trusted is possible");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatIsDownIsTriedOnceMore() {
        Sent sent = send(1, null, SmtpConfig.Tls.NONE);

        assertThat(sent.why()).isEqualTo("the connection was refused");
        assertThat(sent.mayDiffer()).isTrue();
    }
}
