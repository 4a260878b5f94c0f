package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.run.check.ExposedKey;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can read a configuration, and who can decide where a state is kept. */
class RightsTest {
    @TempDir
    Path folder;

    @Test
    void aKeyThatAllUsersCanReadIsReported() throws IOException {
        try (Sandbox sandbox = Sandbox.start()) {
            Path config = folder.resolve("users.yaml");
            Files.writeString(
                    config, "userId: id\nsiteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey() + "\n");
            Path data = Files.writeString(folder.resolve("users.csv"), "id\n1\n");
            String endpoint = sandbox.endpoint().toString();

            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
            var open = new Typed();
            open.run("check", config.toString(), data.toString(), "--endpoint", endpoint);
            assertThat(open.out())
                    .contains("KEY_EXPOSED", config.toString(), "chmod 600")
                    .doesNotContain(sandbox.apiKey());

            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
            var closed = new Typed();
            closed.run("check", config.toString(), data.toString(), "--endpoint", endpoint);
            assertThat(closed.out()).contains("the credentials are good").doesNotContain("KEY_EXPOSED");

            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
            Files.writeString(config, "userId: id\n");
            var elsewhere = new Typed()
                    .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
            elsewhere.run("check", config.toString(), data.toString(), "--endpoint", endpoint);
            assertThat(elsewhere.out()).contains("the credentials are good").doesNotContain("KEY_EXPOSED");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alerts: [{slack: 'https://hooks.slack.example/s3cr3t', when: [failed]}]|the URL of an alert to Slack",
                "alerts: [{webhook: 'https://hooks.example/', secret: s3cr3t-of-hook, when: [failed]}]|the secret of an alert",
                "alerts: [{email: ops@example.com, when: [failed]}]\\nsmtp: {host: mail.example, user: me, password: s3cr3t-of-mail,"
                        + " from: me@example.com}|the password of the SMTP server",
                "state: {url: 'postgres://me:s3cr3t@127.0.0.1/state'}|the password of a database"
            })
    void anyOtherSecretThatAllUsersCanReadIsReported(String keys, String what) throws IOException {
        Path config = folder.resolve("users.yaml");
        Files.writeString(config, "userId: id\n" + keys.replace("\\n", "\n") + "\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));

        SyncConfig read = ConfigReader.local(Map.of()).read(config);
        assertThat(ExposedKey.in(read, config).orElseThrow().message())
                .isEqualTo("the file holds " + what + ", and every user of this machine may read it")
                .doesNotContain("s3cr3t");

        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        assertThat(ExposedKey.in(read, config)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "syncs", ".suppressed", ".lost"})
    void aLinkOfAnotherUserDoesNotDecideWhereRowsGo(String name) throws IOException {
        Path config = Files.writeString(folder.resolve("users.yaml"), "userId: id\n");
        Path data = Files.writeString(folder.resolve("users.csv"), "id\n1\n");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path state = Files.createDirectory(folder.resolve(".upserter"));
        Path link = Files.createSymbolicLink(state.resolve(name), elsewhere);

        var own = new Typed();
        assertThat(own.run("sync", config.toString(), data.toString(), "--sandbox"))
                .isZero();

        String[] before = elsewhere.toFile().list();
        assumeTrue(giveAway(link), "only root can give a file to another user");
        var other = new Typed();
        assertThat(other.run("sync", config.toString(), data.toString(), "--sandbox"))
                .isEqualTo(2);
        assertThat(other.err()).contains(link.toString(), "a link that another user made. Nothing was sent", "--state");
        assertThat(elsewhere.toFile().list()).containsExactlyInAnyOrder(before);
    }

    private static boolean giveAway(Path link) {
        try {
            UserPrincipal nobody =
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setAttribute(link, "posix:owner", nobody, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
