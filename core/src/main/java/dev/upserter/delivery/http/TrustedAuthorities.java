package dev.upserter.delivery.http;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom TLS trusts: the authorities that the JDK knows, and those in the PEM file that {@code UPSERTER_CA_FILE} names, or
 * {@code SSL_CERT_FILE}: a company's own, for example.
 */
public final class TrustedAuthorities {
    private static final String OURS = "UPSERTER_CA_FILE";
    private static final String COMMON = "SSL_CERT_FILE";
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final System.Logger LOGGER = System.getLogger(TrustedAuthorities.class.getName());

    /** What helps where a certificate is not trusted. */
    public static final String HINT =
            "if an authority of your own signed it, name its certificate, a PEM file, in the environment variable "
                    + OURS + ". Otherwise check the endpoint, its host name, and what is between";

    private TrustedAuthorities() {}

    /**
     * Where the environment names more authorities than the JDK's, what trusts all of them.
     *
     * @throws ProblemException if the file that {@code UPSERTER_CA_FILE} names cannot be read; another program's variable is only
     *     warned of
     */
    public static Optional<SSLContext> context(Map<String, String> environment) {
        Optional<String> ours = file(environment, OURS);
        if (ours.isPresent()) {
            try {
                return Optional.of(context(ours.get()));
            } catch (IOException e) {
                throw unusable(
                        "cannot be read: " + DiskFailure.reason(e), "check the name and the rights of the file", e);
            } catch (GeneralSecurityException e) {
                throw unusable(
                        "holds no certificate that can be read",
                        "name a file with one or more certificates as PEM, which begin with -----BEGIN"
                                + " CERTIFICATE-----",
                        e);
            }
        }
        return file(environment, COMMON).flatMap(TrustedAuthorities::orWarning);
    }

    private static ProblemException unusable(String what, String hint, Exception cause) {
        return new ProblemException(
                Problem.of(
                        Code.CONFIG_INVALID,
                        null,
                        "the file that the variable " + OURS + " of the environment names " + what,
                        hint),
                cause);
    }

    private static Optional<SSLContext> orWarning(String file) {
        try {
            return Optional.of(context(file));
        } catch (IOException e) {
            return ignored("cannot be read: " + DiskFailure.reason(e));
        } catch (GeneralSecurityException e) {
            return ignored("holds no certificate that can be read");
        }
    }

    private static Optional<SSLContext> ignored(String why) {
        LOGGER.log(System.Logger.Level.WARNING, "the file that " + COMMON + " names is ignored: it " + why);
        return Optional.empty();
    }

    private static Optional<String> file(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(name -> !name.isBlank());
    }

    private static SSLContext context(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                for (X509Certificate authority : known.getAcceptedIssuers()) {
                    store.setCertificateEntry("known-" + number++, authority);
                }
            }
        }
        for (Certificate authority : read(file)) {
            store.setCertificateEntry("named-" + number++, authority);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(store), null);
        return context;
    }

    private static Collection<? extends Certificate> read(String file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates(SmallFile.read(file))));
        if (found.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return found;
    }

    /** The certificates of a PEM file that may hold more, such as keys; any other file as it is. */
    private static byte[] certificates(byte[] file) {
        String blocks = CERTIFICATE
                .matcher(new String(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        return blocks.isEmpty() ? file : blocks.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param store null for the JDK's own */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
