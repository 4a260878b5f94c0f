package dev.upserter.sandbox.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a certificate for names of this machine, signed by itself (RFC 5280). The JDK has no public class that makes one.
 * Stateless.
 */
final class SelfSigned {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final int SAN_DNS = 0x82;
    private static final int SAN_IP = 0x87;
    /** Browsers refuse more than 398 days. */
    private static final Duration VALID = Duration.ofDays(390);

    private SelfSigned() {}

    static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** @param hosts names and IP addresses */
    static X509Certificate certificate(KeyPair keys, List<String> hosts, Instant now) throws GeneralSecurityException {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.text("Customer Upserter sandbox"))));
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(VALID))),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions(keys, hosts))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] certificate = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    /** It is its own authority, so that clients can trust it as one. */
    private static byte[] extensions(KeyPair keys, List<String> hosts) throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-1").digest(keys.getPublic().getEncoded());
        return Der.joined(
                extension(Der.oid(2, 5, 29, 19), true, Der.sequence(Der.yes())),
                extension(
                        Der.oid(2, 5, 29, 15), true, Der.bits(2, new byte[] {(byte) 0x84})), // signs data, certificates
                extension(Der.oid(2, 5, 29, 14), false, Der.octets(digest)),
                extension(Der.oid(2, 5, 29, 17), false, names(hosts)));
    }

    private static byte[] extension(byte[] oid, boolean isCritical, byte[] value) {
        return isCritical ? Der.sequence(oid, Der.yes(), Der.octets(value)) : Der.sequence(oid, Der.octets(value));
    }

    private static byte[] names(List<String> hosts) {
        var names = new ArrayList<byte[]>();
        for (String host : hosts) {
            names.add(
                    isAddress(host)
                            ? Der.tagged(SAN_IP, address(host))
                            : Der.tagged(SAN_DNS, host.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(names.toArray(byte[][]::new));
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static byte[] address(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host + " is not an IP address", e);
        }
    }
}
