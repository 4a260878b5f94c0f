package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.upserter.delivery.http.Credentials;
import dev.upserter.http.PortInUseException;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server starts and ends. */
class UpserterServerTest {
    @TempDir
    Path folder;

    @Test
    void itListensOnThisMachineAndPort3000ByDefault() {
        ServerConfig config = ServerConfig.in(folder);

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(3000);
    }

    @Test
    void credentialsAndEnvironmentNeverPrint() {
        ServerConfig config = ServerConfig.in(folder)
                .withCredentials(new Credentials("secret-1", "secret-2"))
                .withEnvironment(Map.of("CUSTOMERIO_API_KEY", "secret-3"));

        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void impossibleSettingsAreReportedTogether() {
        assertThatThrownBy(() -> new ServerConfig(
                        " ",
                        70_000,
                        folder,
                        null,
                        null,
                        0,
                        0,
                        Map.of(),
                        "short",
                        null,
                        null,
                        MemoryBudget.ofProcess(),
                        false,
                        null))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problems()).hasSize(5));
    }

    @Test
    void aPortInUseIsReportedWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerConfig config = ServerConfig.in(folder).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> UpserterServer.start(config))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
        }
        assertThat(folder.resolve("uploads")).isDirectoryNotContaining("glob:**/server-*");
    }

    @Test
    void aHostOfAnotherMachineIsReported() {
        ServerConfig config = ServerConfig.in(folder).withPort(0).withHost("192.0.2.1");

        assertThatThrownBy(() -> UpserterServer.start(config))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot listen on 192.0.2.1");
    }

    @Test
    void localhostIsServedOverIpv6Too() throws Exception {
        byte[] address = new byte[16];
        address[15] = 1;
        InetAddress loopback = Inet6Address.getByAddress(address);
        assumeThat(hasIpv6(loopback)).as("IPv6 on this machine").isTrue();
        try (var api = new TestServer(folder);
                var socket = new Socket(loopback, api.server.address().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: [::1]:3000\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(TestServer.readAll(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void itCanBeStoppedTwice() {
        try (var api = new TestServer(folder)) {
            api.server.close();
            api.server.close();

            assertThatThrownBy(() -> api.raw("GET / HTTP/1.1\r\n\r\n")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSlowRequestDoesNotKeepAStoppedServerFromEnding() throws Exception {
        try (var api = new TestServer(folder);
                Socket socket = api.connect()) {
            String head = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write((head + "PUT / HT").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            api.server.close();

            assertThat(TestServer.readAll(socket)).contains("200 OK").doesNotContain("PUT");
        }
    }

    private static boolean hasIpv6(InetAddress loopback) {
        try (var socket = new ServerSocket(0, 1, loopback)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
