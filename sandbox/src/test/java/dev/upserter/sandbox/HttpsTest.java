package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.tls.SandboxCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a certificate of its own, or with one from a file. */
class HttpsTest {
    private static String get(SandboxCertificate trusted, URI uri) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.forClient()).build()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void itsOwnCertificateIsGoodForThisMachine() throws Exception {
        SandboxCertificate certificate = SandboxCertificate.selfSigned("sandbox.test");
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withHttps(certificate))) {
            assertThat(sandbox.endpoint().getScheme()).isEqualTo("https");
            assertThat(get(certificate, sandbox.endpoint().resolve("/sandbox/health")))
                    .isEqualTo("{\"status\":\"up\"}");
            assertThat(get(
                            certificate,
                            URI.create("https://localhost:" + sandbox.endpoint().getPort() + "/sandbox/stats")))
                    .contains("people");
            assertThatThrownBy(() -> get(SandboxCertificate.selfSigned(), sandbox.endpoint()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void curlTakesItsPem(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not there");
        SandboxCertificate certificate = SandboxCertificate.selfSigned();
        Path pem = Files.writeString(folder.resolve("sandbox.pem"), certificate.pem());
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withHttps(certificate))) {
            Process curl = new ProcessBuilder(
                            "/usr/bin/curl",
                            "--silent",
                            "--show-error",
                            "--noproxy",
                            "*",
                            "--cacert",
                            pem.toString(),
                            sandbox.endpoint() + "/sandbox/health")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(curl.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void aPemFileIsTaken(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not there");
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("certificate.pem");
        Process openssl = new ProcessBuilder(
                        "/usr/bin/openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        assertThatThrownBy(() -> SandboxCertificate.pem(certificate)).hasMessageContaining("BEGIN PRIVATE KEY");
        Path both =
                Files.writeString(folder.resolve("both.pem"), Files.readString(certificate) + Files.readString(key));
        SandboxCertificate read = SandboxCertificate.pem(both);
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withHttps(read))) {
            assertThat(get(read, sandbox.endpoint().resolve("/sandbox/health"))).contains("up");
        }
    }
}
