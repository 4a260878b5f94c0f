package dev.upserter.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A new certificate for {@code customers.test}, and a server that speaks TLS in front of one that does not. */
public final class Tls {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";

    private final Path keyStore;

    /** Creates the certificate in a file in this folder. */
    public Tls(Path folder) throws IOException, InterruptedException {
        keyStore = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=customers.test",
                "-ext",
                "san=dns:customers.test,dns:localhost",
                "-storetype",
                "PKCS12");
    }

    /** The certificate as PEM, in a file beside the keys. */
    public Path certificate() throws IOException, InterruptedException {
        Path file = keyStore.resolveSibling("certificate.pem");
        keytool("-exportcert", "-rfc", "-file", file.toString());
        return file;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "test", "-keystore", keyStore.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    /** Makes this JVM trust only this certificate, wherever it has not yet loaded its trust store. */
    public void trust() {
        System.setProperty(TRUST_STORE, keyStore.toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    }

    /** Reverts {@link #trust}. */
    public void forget() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    /** A server that forwards what it decrypts to a port of loopback. */
    public Server inFrontOf(int port) throws IOException, GeneralSecurityException {
        return inFrontOf(port, null);
    }

    /**
     * The same.
     *
     * @param clients whose certificate a client has to show; null for none
     */
    public Server inFrontOf(int port, @Nullable Tls clients) throws IOException, GeneralSecurityException {
        var socket = (SSLServerSocket)
                context(clients).getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(clients != null);
        return new Server(socket, client -> Server.join(client, new Socket(InetAddress.getLoopbackAddress(), port)));
    }

    /** Shows the certificate, and trusts that of another; null leaves whom it trusts to the JVM. */
    public SSLContext context(@Nullable Tls other) throws IOException, GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), other == null ? null : other.trusting(), null);
        return context;
    }

    private TrustManager[] trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys().getCertificate("test"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
