package dev.upserter.delivery.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.hc.client5.http.ClientProtocolException;
import dev.upserter.carried.hc.client5.http.ConnectTimeoutException;
import dev.upserter.carried.hc.core5.http.ConnectionClosedException;
import dev.upserter.carried.hc.core5.http.NoHttpResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFailureTest {
    private static <T extends Throwable> T causedBy(T failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of(new UnknownHostException("x"), Fault.NAMELESS, "the host's address is not known"),
                Arguments.of(
                        new UnknownHostException("x: Name or service not known"),
                        Fault.UNREACHABLE,
                        "the host's address is not known"),
                Arguments.of(
                        new UnknownHostException("x: nodename nor servname provided, or not known"),
                        Fault.UNREACHABLE,
                        "the host's address is not known"),
                Arguments.of(
                        new UnknownHostException("x: Temporary failure in name resolution"),
                        Fault.NETWORK,
                        "the host's address is not known"),
                Arguments.of(
                        new UnknownHostException("x: Der Name oder der Dienst ist nicht bekannt"),
                        Fault.NETWORK,
                        "the host's address is not known"),
                Arguments.of(new ConnectException("x"), Fault.UNREACHABLE, "the connection was refused"),
                Arguments.of(new NoRouteToHostException("x"), Fault.UNREACHABLE, "there is no way to the host"),
                Arguments.of(
                        new SocketException("Network is unreachable"),
                        Fault.UNREACHABLE,
                        "the network cannot be reached"),
                Arguments.of(new ConnectTimeoutException("x"), Fault.NETWORK, "no connection in time"),
                Arguments.of(new SocketTimeoutException("x"), Fault.TIMEOUT, "no answer in time"),
                Arguments.of(new InterruptedIOException("x"), Fault.TIMEOUT, "no answer in time"),
                Arguments.of(new SocketException("x"), Fault.NETWORK, "the connection broke"),
                Arguments.of(
                        new NoHttpResponseException("x"), Fault.NETWORK, "the connection was closed without an answer"),
                Arguments.of(
                        new ConnectionClosedException("x"),
                        Fault.NETWORK,
                        "the connection was closed before the answer's end"),
                Arguments.of(new IOException("x"), Fault.NETWORK, "the connection failed"),
                Arguments.of(
                        causedBy(new SSLHandshakeException("x"), new EOFException()),
                        Fault.NETWORK,
                        "the connection failed"),
                Arguments.of(
                        new SSLException("x", new SocketException("reset")), Fault.NETWORK, "the connection failed"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aConnectionThatFailedMayBeTriedAgain(IOException e, Fault fault, String what) {
        assertThat(NetworkFailure.of(e)).isInstanceOfSatisfying(BatchOutcome.Retryable.class, failure -> {
            assertThat(failure.fault()).isEqualTo(fault);
            assertThat(failure.what()).isEqualTo(what);
            assertThat(failure.after()).isEmpty();
        });
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of(new SSLPeerUnverifiedException("x"), "the destination's certificate is not to be trusted"),
                Arguments.of(
                        causedBy(new SSLHandshakeException("x"), new CertificateException("y")),
                        "the destination's certificate is not to be trusted"),
                Arguments.of(new SSLHandshakeException("x"), "no TLS connection to the destination is possible"),
                Arguments.of(new SSLException("x"), "no TLS connection to the destination is possible"),
                Arguments.of(new ClientProtocolException("x"), "the destination's answer is not HTTP"));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatWillBeTheSameNextTimeIsNotTriedAgain(IOException e, String what) {
        assertThat(NetworkFailure.of(e)).isInstanceOfSatisfying(BatchOutcome.Blocked.class, blocked -> {
            assertThat(blocked.what()).isEqualTo(what);
            assertThat(blocked.hint().contains("UPSERTER_CA_FILE")).isEqualTo(what.contains("certificate"));
        });
    }
}
