package dev.upserter.sandbox.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate with its key, for a sandbox over HTTPS. Immutable; the key is never printed. */
public final class SandboxCertificate {
    private static final char[] NO_PASSWORD = {};
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private SandboxCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /**
     * A new certificate, signed by itself, for {@code localhost}, its addresses, and these further names or addresses. It is
     * valid for 390 days.
     */
    public static SandboxCertificate selfSigned(String... hosts) {
        var names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        for (String host : hosts) {
            names.add(host.replace("[", "").replace("]", ""));
        }
        try {
            KeyPair keys = SelfSigned.keys();
            return new SandboxCertificate(
                    keys.getPrivate(), List.of(SelfSigned.certificate(keys, List.copyOf(names), Instant.now())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has elliptic curves", e);
        }
    }

    /**
     * Reads a PEM file with the certificate, those that sign it, and the private key in the form PKCS #8 ({@code BEGIN
     * PRIVATE KEY}).
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it holds something else, with a message that says what is missing
     */
    public static SandboxCertificate pem(Path file) throws IOException {
        var chain = new ArrayList<X509Certificate>();
        byte[] key = {};
        try {
            Matcher block = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (block.find()) {
                byte[] content = Base64.getMimeDecoder().decode(block.group(2));
                switch (block.group(1)) {
                    case "CERTIFICATE" -> chain.add(certificate(content));
                    case "PRIVATE KEY" -> key = content;
                    default -> {} // parameters of curves, and the like
                }
            }
            if (chain.isEmpty() || key.length == 0) {
                throw new IllegalArgumentException(
                        "the file must hold a BEGIN CERTIFICATE and a BEGIN PRIVATE KEY (PKCS #8, not encrypted)");
            }
            String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
            return new SandboxCertificate(
                    KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key)), chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate or its key cannot be read", e);
        }
    }

    private static X509Certificate certificate(byte[] content) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
    }

    /** The certificate as PEM, for a client that is to trust it. */
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(chain.getFirst().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was decoded", e);
        }
    }

    /** For a server that shows it. */
    public SSLContext forServer() {
        try {
            KeyStore store = empty();
            store.setKeyEntry("sandbox", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate cannot be used", e);
        }
    }

    /** For a client that trusts it, and nobody else. */
    public SSLContext forClient() {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("sandbox", chain.getLast());
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate cannot be used", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
