package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.net.Proxy;
import dev.upserter.net.Server;
import dev.upserter.net.Tls;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose requests do not reach Customer.io, or not directly. */
class NetworkTest {
    private static final String BASIC = "Basic YW5hOnA6QHNz"; // ana:p:@ss

    /** Trusted by this JVM, which reads once whom to trust: no other class of these tests may speak TLS. */
    @SuppressWarnings("NullAway.Init")
    private static Tls tls;

    @SuppressWarnings("NullAway.Init")
    private static Tls stranger;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @BeforeAll
    static void makeCertificates(@TempDir Path known, @TempDir Path unknown) throws Exception {
        tls = new Tls(known);
        tls.trust();
        stranger = new Tls(unknown);
    }

    @AfterAll
    static void trustNobody() {
        tls.forget();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** Ten people one by one, with little patience, to another endpoint. */
    private RunReport run(String endpoint, UnaryOperator<SyncConfigBuilder> change, Map<String, String> environment) {
        return new Trial(folder, sandbox)
                .config(config -> change.apply(config.endpoint(URI.create(endpoint))
                        .parallelism(3)
                        .timeout(Duration.ofSeconds(20))
                        .maxOutage(Duration.ofMillis(50))))
                .surroundings(real -> real.withEnvironment(environment))
                .run(Rows.people(10));
    }

    private RunReport run(String endpoint) {
        return run(endpoint, config -> config, Map.of());
    }

    private static void assertStopped(RunReport report, String last) {
        assertStopped(report, "", last);
    }

    private static void assertStopped(RunReport report, String way, String last) {
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.records().pending()).isEqualTo(10);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.DESTINATION_DOWN);
            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.examples().getFirst().message())
                    .isEqualTo("no request" + way + " succeeded for 50 ms (last: " + last + "). The run stopped");
        });
        assertThat(report.files().deadLetters()).isNull();
    }

    private static void assertBlocked(RunReport report, String message) {
        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.records().pending()).isEqualTo(10);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.BLOCKED);
            assertThat(finding.examples().getFirst().message()).isEqualTo(message);
        });
    }

    @Test
    void aPortWhereNobodyListensIsAnOutage() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertStopped(run("http://127.0.0.1:" + port), "the connection was refused");
    }

    @Test
    void aHostWithoutAnAddressIsAnOutage() {
        // No label of a name may be longer than 63, so that nobody needs to be asked.
        assertStopped(run("http://" + "x".repeat(64) + ".test"), "the host's address is not known");
    }

    @Test
    void connectionsThatCloseAtOnceAreAnOutage() {
        try (var server = Server.start(connection -> {})) {
            assertThat(run("http://127.0.0.1:" + server.port()).status()).isEqualTo(Status.STOPPED);
        }
    }

    @Test
    void aServerThatSpeaksSomethingElseIsAnOutage() {
        try (var server = Server.start(connection ->
                connection.getOutputStream().write("220 mail.test ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(run("http://127.0.0.1:" + server.port()).status()).isEqualTo(Status.STOPPED);
        }
    }

    @Test
    void aServerThatNeverAnswersIsAnOutage() {
        try (var server = Server.start(connection -> connection.getInputStream().readAllBytes())) {
            RunReport report = run(
                    "http://127.0.0.1:" + server.port(),
                    config -> config.timeout(Duration.ofMillis(100))
                            .api(Api.SINGLE)
                            .parallelism(5),
                    Map.of());

            assertThat(report.status()).isEqualTo(Status.STOPPED);
            assertThat(report.exitCode()).isEqualTo(3);
            assertThat(report.problems().getFirst().examples().getFirst().message())
                    .isEqualTo("no request succeeded for 50 ms (last: no answer in time). The run stopped");
            assertThat(report.records().deadLetters()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}"
            })
    void anAnswerThatIsNotHttpStopsTheRun(String answer) {
        try (var server = Server.start(connection -> {
            connection.getInputStream().read();
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        })) {
            assertBlocked(run("http://127.0.0.1:" + server.port()), "the destination's answer is not HTTP");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() {
        try (var server = Server.start(connection -> {
            connection.getInputStream().read();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        })) {
            assertStopped(
                    run("http://127.0.0.1:" + server.port()), "the connection was closed before the answer's end");
        }
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        try (var server = Server.start(connection -> {
            connection.getInputStream().read();
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 10_000; i++) {
                connection.getOutputStream().write(blanks);
            }
        })) {
            assertThat(run("http://127.0.0.1:" + server.port()).status()).isNotEqualTo(Status.COMPLETED);
        }
    }

    @Test
    void aServerWithoutTlsStopsTheRun() {
        assertBlocked(
                run(sandbox.endpoint().toString().replace("http:", "https:")),
                "no TLS connection to the destination is possible");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void aCertificateThatNobodyVouchesForStopsTheRun() throws Exception {
        try (var front = stranger.inFrontOf(sandbox.endpoint().getPort());
                var proxy = Proxy.to(front.port())) {
            RunReport report =
                    run("https://customers.test", config -> config, Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port()));

            assertBlocked(report, "the destination's certificate is not to be trusted");
            assertThat(report.problems().getFirst().help()).contains("UPSERTER_CA_FILE");
        }
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void peopleArriveOverTlsThroughATunnel() throws Exception {
        try (var front = tls.inFrontOf(sandbox.endpoint().getPort());
                var proxy = Proxy.to(front.port(), BASIC)) {
            RunReport report = run(
                    "https://customers.test",
                    config -> config,
                    Map.of("https_proxy", "http://ana:p%3A%40ss@127.0.0.1:" + proxy.port()));

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(10);
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT customers.test:443 HTTP/1.1\r\n")
                            .doesNotContain("sandbox-key")
                            .doesNotContain("\r\nAuthorization:"));
        }
    }

    @Test
    void aCertificateForAnotherHostStopsTheRun() throws Exception {
        try (var front = tls.inFrontOf(sandbox.endpoint().getPort())) {
            assertBlocked(
                    run("https://127.0.0.1:" + front.port()), "the destination's certificate is not to be trusted");
        }
    }

    @Test
    void peopleArriveThroughAProxyThatAsksForAPassword() {
        try (var proxy = Proxy.to(sandbox.endpoint().getPort(), BASIC)) {
            RunReport report = run(
                    "http://customers.test",
                    config -> config.api(Api.SINGLE),
                    Map.of("HTTP_PROXY", "http://ana:p%3A%40ss@127.0.0.1:" + proxy.port()));

            assertThat(proxy.heads())
                    .anySatisfy(head -> assertThat(head)
                            .startsWith("PUT http://customers.test/api/v1/customers/p")
                            .contains("Proxy-Authorization: " + BASIC));
            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(10);
        }
    }

    /** Many proxies close the connection after a 407 and do not say so; the password is shown before they can. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aProxyThatClosesTheConnectionUnsaidGetsThePasswordWithTheFirstRequest(String scheme) throws Exception {
        try (var front = tls.inFrontOf(sandbox.endpoint().getPort());
                var proxy = Proxy.closing(
                        scheme.equals("https")
                                ? front.port()
                                : sandbox.endpoint().getPort(),
                        BASIC)) {
            RunReport report = run(
                    scheme + "://customers.test",
                    config -> config,
                    Map.of("ALL_PROXY", "http://ana:p%3A%40ss@127.0.0.1:" + proxy.port()));

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(10);
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head).contains("\r\nProxy-Authorization: " + BASIC + "\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aProxyThatClosesTheConnectionUnsaidMayWantADigest(String scheme) throws Exception {
        try (var front = tls.inFrontOf(sandbox.endpoint().getPort());
                var proxy = Proxy.challenging(
                        scheme.equals("https")
                                ? front.port()
                                : sandbox.endpoint().getPort(),
                        "Digest username=\"ana\"",
                        "Digest realm=\"x\", nonce=\"y\", qop=\"auth\"")) {
            RunReport report = run(
                    scheme + "://customers.test",
                    config -> config,
                    Map.of("ALL_PROXY", "http://ana:secret@127.0.0.1:" + proxy.port()));

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @CsvSource({"http, ana:wrong@", "https, ana:wrong@", "http, ''", "https, ''"})
    void aProxyThatClosesTheConnectionUnsaidIsBlockedAtOnceWithoutTheRightPassword(String scheme, String user) {
        try (var proxy = Proxy.closing(1, BASIC)) {
            String name = "127.0.0.1:" + proxy.port();
            RunReport report =
                    run(scheme + "://customers.test", config -> config, Map.of("ALL_PROXY", "http://" + user + name));

            assertBlocked(
                    report,
                    "the proxy " + name
                            + " asks for a user and a password, or refuses those that it was given (status 407)");
            assertThat(report.problems().getFirst().help())
                    .startsWith("put both into the variable ALL_PROXY as http://user:password@host:port");
            assertThat(proxy.heads()).hasSizeLessThan(3);
        }
    }

    @Test
    void everybodyArrivesThroughAProxy() {
        try (var proxy = Proxy.to(sandbox.endpoint().getPort())) {
            RunReport report =
                    run("http://customers.test", config -> config, Map.of("all_proxy", "127.0.0.1:" + proxy.port()));

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://customers.test", "https://customers.test"})
    void aProxyThatRefusesIsNotTakenForCustomerIo(String endpoint) {
        try (var proxy = Proxy.refusing("403 Forbidden");
                var closed = Proxy.to(1, "Basic other")) {
            var through = Map.of("ALL_PROXY", "http://ana:secret@127.0.0.1:" + proxy.port());
            String name = "the proxy 127.0.0.1:" + proxy.port();
            RunReport forbidden = run(endpoint, config -> config, through);
            assertBlocked(
                    forbidden,
                    endpoint.startsWith("https")
                            ? name + " refuses the way to the destination (status 403)"
                            : "the destination, or " + name
                                    + " between, answered with status 403, with a page that is not Customer.io's");
            assertThat(forbidden.problems().getFirst().help())
                    .contains("ALL_PROXY", "NO_PROXY")
                    .doesNotContain("HTTPS_PROXY", "secret");

            through = Map.of("ALL_PROXY", "http://ana:secret@127.0.0.1:" + closed.port());
            RunReport refused = run(endpoint, config -> config, through);
            assertBlocked(
                    refused,
                    "the proxy 127.0.0.1:" + closed.port()
                            + " asks for a user and a password, or refuses those that it was given (status 407)");
            assertThat(refused.problems().getFirst().help())
                    .contains("ALL_PROXY")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aProxyThatCannotReachTheDestinationIsAnOutage() {
        try (var proxy = Proxy.refusing("503 Service Unavailable")) {
            assertStopped(
                    run("https://customers.test", config -> config, Map.of("ALL_PROXY", "127.0.0.1:" + proxy.port())),
                    " through the proxy 127.0.0.1:" + proxy.port(),
                    "the proxy 127.0.0.1:" + proxy.port() + " answered with status 503");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aProxyThatCannotBeReachedIsNamed(String scheme) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertStopped(
                run(
                        scheme + "://customers.test",
                        config -> config,
                        Map.of("ALL_PROXY", "ana:secret@127.0.0.1:" + port)),
                " through the proxy 127.0.0.1:" + port,
                "the connection was refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPSERTER_CA_FILE", "SSL_CERT_FILE"})
    void anAuthorityOfACompanysOwnIsTrustedBesideTheJdksWhereTheEnvironmentNamesIt(String variable) throws Exception {
        String authority = stranger.certificate().toString();
        for (Tls known : List.of(stranger, tls)) {
            try (var front = known.inFrontOf(sandbox.endpoint().getPort());
                    var proxy = Proxy.to(front.port())) {
                RunReport report = run(
                        "https://customers.test",
                        config -> config,
                        Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port(), variable, authority));
                assertThat(report.status()).isEqualTo(Status.COMPLETED);
            }
        }
        assertThat(sandbox.peopleCount()).isEqualTo(10);
    }

    @Test
    void peopleArriveThroughAProxyThatSpeaksTls() throws Exception {
        try (var proxy = Proxy.to(sandbox.endpoint().getPort());
                var front = stranger.inFrontOf(proxy.port())) {
            RunReport report = run(
                    "http://customers.test",
                    config -> config,
                    Map.of(
                            "HTTP_PROXY",
                            "https://localhost:" + front.port(),
                            "UPSERTER_CA_FILE",
                            stranger.certificate().toString()));
            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(proxy.heads()).isNotEmpty();
        }
    }

    @Test
    void aFileOfAuthoritiesMayHoldKeysAndNotesToo() throws Exception {
        String more = "# ours\r\n"
                + Files.readString(stranger.certificate()).replace("\r", "").replace("\n", "\r\n")
                + "-----BEGIN PRIVATE KEY-----\r\nAAAA\r\n-----END PRIVATE KEY-----\r\n";
        Path file = Files.writeString(folder.resolve("more.pem"), more);
        try (var front = stranger.inFrontOf(sandbox.endpoint().getPort());
                var proxy = Proxy.to(front.port())) {
            var through = Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port(), "UPSERTER_CA_FILE", file.toString());
            assertThat(run("https://customers.test", config -> config, through).status())
                    .isEqualTo(Status.COMPLETED);
        }
    }

    @Test
    void aFileOfAuthoritiesThatIsMissingIsToldByTheNameOfItsVariable() {
        String missing = folder.resolve("missing.pem").toString();
        RunReport report = run("https://customers.test", config -> config, Map.of("UPSERTER_CA_FILE", missing));
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.problems().getFirst().examples().getFirst().message())
                .isEqualTo("the file that the variable UPSERTER_CA_FILE of the environment names cannot be read:"
                        + " there is no such file or folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no certificate", "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aFileWithoutCertificatesIsRefusedByTheNameOfItsVariable(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), text);
        RunReport report = run("https://customers.test", config -> config, Map.of("UPSERTER_CA_FILE", file.toString()));
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.problems().getFirst().examples().getFirst().message())
                .isEqualTo("the file that the variable UPSERTER_CA_FILE of the environment names holds no certificate"
                        + " that can be read");
    }

    @Test
    void aProxyVariableThatNamesNoProxyRefusesTheRun() throws Exception {
        RunReport report = run("http://customers.test", config -> config, Map.of("HTTP_PROXY", "ftp://user:secret@x"));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.CONFIG_INVALID);
            assertThat(finding.examples().getFirst().message())
                    .isEqualTo("the variable HTTP_PROXY of the environment names no proxy that can be used");
            assertThat(finding.help()).startsWith("set it to http://host:port");
        });
        assertThat(report.toJson() + Files.readString(report.files().report())).doesNotContain("secret");
    }

    @Test
    void aServerOnThisMachineIsNotReachedThroughTheProxy() {
        RunReport report =
                run(sandbox.endpoint().toString(), config -> config, Map.of("HTTP_PROXY", "http://127.0.0.1:1"));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void anEndpointMayHaveAPath() {
        try (var plain = Server.start(connection -> {
            try (var there = new Socket(
                    InetAddress.getLoopbackAddress(), sandbox.endpoint().getPort())) {
                byte[] start = connection.getInputStream().readNBytes("POST /track".length());
                assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("POST /track");
                there.getOutputStream().write("POST ".getBytes(StandardCharsets.US_ASCII));
                Server.join(connection, there);
            }
        })) {
            assertThat(run("http://127.0.0.1:" + plain.port() + "/track/").status())
                    .isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(10);
        }
    }

    @Test
    void noFindingIsCountedTwice() {
        assertThat(run("https://127.0.0.1:" + sandbox.endpoint().getPort()).problems())
                .extracting(Finding::count)
                .containsExactly(1L);
    }
}
