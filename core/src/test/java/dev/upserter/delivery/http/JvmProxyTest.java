package dev.upserter.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class JvmProxyTest {
    private static final URI TRACK = URI.create("https://track.customer.io");

    private static Properties properties(String... pairs) {
        var properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static String proxy(URI destination, Map<String, String> environment, Properties properties) {
        return EnvironmentProxy.of(destination, JvmProxy.over(environment, properties))
                .map(EnvironmentProxy::named)
                .orElse("none");
    }

    @Test
    void thePropertiesTakePrecedenceOverTheEnvironment() {
        var environment =
                Map.of("https_proxy", "http://other:1", "HTTPS_PROXY", "http://other:2", "NO_PROXY", "customer.io");
        var properties = properties(
                "https.proxyHost", "inside", "https.proxyPort", "8080", "http.nonProxyHosts", "localhost|*.lan");

        assertThat(proxy(TRACK, environment, properties)).isEqualTo("the proxy inside:8080");
        assertThat(proxy(URI.create("https://track.lan"), environment, properties))
                .isEqualTo("none");
    }

    @Test
    void eachSchemeHasItsOwnAndItsDefaultPort() {
        var properties = properties("https.proxyHost", "secure", "http.proxyHost", "::1");

        assertThat(proxy(TRACK, Map.of(), properties)).isEqualTo("the proxy secure:443");
        assertThat(proxy(URI.create("http://track.example"), Map.of(), properties))
                .isEqualTo("the proxy [::1]:80");
    }

    @Test
    void withoutAHostTheEnvironmentStays() {
        var environment = Map.of("https_proxy", "http://other:1");

        assertThat(JvmProxy.over(environment, properties("https.proxyPort", "8080", "http.nonProxyHosts", "*")))
                .isEqualTo(environment);
    }
}
