package dev.upserter.sandbox.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedTest {
    private static final Instant NOW = Instant.parse("2026-08-01T12:30:45Z");

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void itIsForTheHostsThatAreNamedAndForItsOwnKey() throws Exception {
        KeyPair keys = SelfSigned.keys();
        X509Certificate certificate =
                SelfSigned.certificate(keys, List.of("localhost", "127.0.0.1", "::1", "sandbox.test"), NOW);

        certificate.verify(keys.getPublic());
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"),
                        List.of(2, "sandbox.test"));
        assertThat(certificate.getSubjectX500Principal())
                .hasToString("CN=Customer Upserter sandbox")
                .isEqualTo(certificate.getIssuerX500Principal());
    }

    /** Clients trust it as an authority, browsers refuse more than 398 days, and clocks may differ. */
    @Test
    void itIsItsOwnAuthorityForABoundedTime() throws Exception {
        X509Certificate certificate = SelfSigned.certificate(SelfSigned.keys(), List.of("localhost"), NOW);

        assertThat(certificate.getBasicConstraints()).isNotNegative();
        assertThat(certificate.getKeyUsage())
                .as("signs data, and certificates")
                .containsExactly(true, false, false, false, false, true, false, false, false);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo("2026-07-31T12:30:45Z");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo("2027-08-26T12:30:45Z");
    }

    @Test
    void twoOfThemDifferInNumberAndKey() throws Exception {
        X509Certificate one = SelfSigned.certificate(SelfSigned.keys(), List.of("localhost"), NOW);
        X509Certificate other = SelfSigned.certificate(SelfSigned.keys(), List.of("localhost"), NOW);

        assertThat(one.getSerialNumber()).isPositive().isNotEqualTo(other.getSerialNumber());
        assertThat(one.getPublicKey()).isNotEqualTo(other.getPublicKey());
    }

    /** A length of 128 bytes and more says first of how many bytes it is. */
    @ParameterizedTest
    @CsvSource({"0, 0400", "1, 0401", "127, 047f", "128, 048180", "255, 0481ff", "256, 04820100", "65535, 0482ffff"})
    void aValueSaysHowLongItIs(int length, String start) {
        assertThat(hex(Der.octets(new byte[length]))).startsWith(start).hasSize(start.length() + 2 * length);
    }

    @ParameterizedTest
    @CsvSource({"0, 020100", "127, 02017f", "128, 02020080", "256, 02020100"})
    void aNumberIsNeverTakenForANegativeOne(long number, String encoded) {
        assertThat(hex(Der.integer(BigInteger.valueOf(number)))).isEqualTo(encoded);
    }

    /** ITU-T X.690, section 8.19: the first two arcs in one byte, the others in groups of seven bits. */
    @Test
    void namesOfThingsAreGroupsOfSevenBits() {
        assertThat(hex(Der.oid(1, 2, 840, 10045, 4, 3, 2))).isEqualTo("06082a8648ce3d040302");
        assertThat(hex(Der.oid(2, 5, 29, 17))).isEqualTo("0603551d11");
        assertThat(hex(Der.oid(1, 2, 127, 128, 16_383, 16_384))).isEqualTo("06092a7f8100ff7f818000");
    }

    /** RFC 5280, section 4.1.2.5. */
    @ParameterizedTest
    @CsvSource({
        "2049-12-31T23:59:59Z, 17, 491231235959Z",
        "2050-01-01T00:00:00Z, 18, 20500101000000Z",
    })
    void aTimeFrom2050OnHasFourDigitsOfItsYear(Instant time, String tag, String text) {
        assertThat(hex(Der.time(time)))
                .isEqualTo(tag
                        + HexFormat.of().toHexDigits((byte) text.length())
                        + hex(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void itsPemIsReadAgain(@TempDir Path folder) throws Exception {
        SandboxCertificate certificate = SandboxCertificate.selfSigned("[::1]", "sandbox.test");

        assertThat(certificate.pem())
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .doesNotContain("PRIVATE");
        assertThatThrownBy(() -> SandboxCertificate.pem(Files.writeString(folder.resolve("a.pem"), certificate.pem())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file must hold a BEGIN CERTIFICATE and a BEGIN PRIVATE KEY (PKCS #8, not encrypted)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n"})
    void aFileWithoutACertificateIsRefused(String text, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.pem"), text);

        assertThatThrownBy(() -> SandboxCertificate.pem(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BEGIN CERTIFICATE");
    }
}
