package dev.upserter.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxyTest {
    private static final String HTTPS = "https://track.customer.io";

    private static Optional<String> proxy(String destination, String... environment) {
        return find(destination, environment).map(EnvironmentProxy::toString);
    }

    private static Optional<EnvironmentProxy> find(String destination, String... environment) {
        var variables = new java.util.HashMap<String, String>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return EnvironmentProxy.of(URI.create(destination), variables);
    }

    @Test
    void withoutAVariableThereIsNoProxy() {
        assertThat(EnvironmentProxy.of(URI.create(HTTPS), Map.of())).isEmpty();
        assertThat(proxy(HTTPS, "HTTPS_PROXY", "  ")).isEmpty();
    }

    @Test
    void eachSchemeHasItsVariableAndAllProxyStandsInForBoth() {
        assertThat(proxy(HTTPS, "HTTPS_PROXY", "http://p:8", "HTTP_PROXY", "http://q:9"))
                .contains("http://p:8");
        assertThat(proxy("http://api.test", "HTTPS_PROXY", "http://p:8", "HTTP_PROXY", "http://q:9"))
                .contains("http://q:9");
        assertThat(proxy(HTTPS, "ALL_PROXY", "http://r:1")).contains("http://r:1");
        assertThat(proxy(HTTPS, "ALL_PROXY", "http://r:1", "HTTPS_PROXY", "http://p:8"))
                .contains("http://p:8");
    }

    @Test
    void lowerCaseGoesFirst() {
        assertThat(proxy(HTTPS, "https_proxy", "http://low:1", "HTTPS_PROXY", "http://up:1"))
                .contains("http://low:1");
        assertThat(proxy(HTTPS, "https_proxy", "", "HTTPS_PROXY", "http://up:1"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy,                      http://proxy:3128",
        "proxy:8080,                 http://proxy:8080",
        "http://proxy,               http://proxy:3128",
        "HTTP://proxy:80/,           http://proxy:80",
        "https://proxy:443/x?y,      https://proxy:443",
        "http://10.0.0.1:8080,       http://10.0.0.1:8080",
        "http://[fe80::1]:8080,      http://[fe80::1]:8080",
        "' http://proxy:8080 ',      http://proxy:8080"
    })
    void proxiesAreWrittenInManyWays(String value, String expected) {
        assertThat(proxy(HTTPS, "HTTPS_PROXY", value)).contains(expected);
    }

    @Test
    void userAndPasswordAreDecodedAndNeverShown() {
        EnvironmentProxy found =
                find(HTTPS, "HTTPS_PROXY", "http://ana:p%40ss%3A1@proxy:8080").orElseThrow();

        assertThat(found.userInfo()).isEqualTo("ana:p@ss:1");
        assertThat(found).hasToString("http://proxy:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:secret@proxy:1080",
                "http://user:se cret@proxy:80",
                "http://user:secret@:80",
                "http://user:sec@ret@proxy:80",
                "http://user:secret@proxy:port",
                "://secret",
                "http://user:secret%zz@proxy:80"
            })
    void aValueThatIsNoProxyIsToldByTheVariablesNameAlone(String value) {
        assertThatThrownBy(() -> find(HTTPS, "https_proxy", value))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(Code.CONFIG_INVALID);
                        assertThat(problem.message())
                                .isEqualTo(
                                        "the variable HTTPS_PROXY of the environment names no proxy that can be used");
                        assertThat(problem.hint()).startsWith("set it to http://host:port or ");
                    });
                    assertThat(e.toString() + e.getCause()).doesNotContain("secret", "cret");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track.customer.io",
                "TRACK.Customer.IO",
                "customer.io",
                ".customer.io",
                "*.customer.io",
                "*",
                "a.test, customer.io",
                "a.test customer.io,,",
                "customer.io:443",
                ".customer.io:443",
                "*.customer.io:443",
                "track.*",
                "*.io",
                "10.0.0.0/8, customer.io",
                "*:443"
            })
    void noProxyNamesHostsDomainsAndPorts(String list) {
        assertThat(proxy(HTTPS, "HTTPS_PROXY", "http://p:8", "NO_PROXY", list)).isEmpty();
        assertThat(proxy(HTTPS, "HTTPS_PROXY", "http://p:8", "no_proxy", list)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "omer.io",
                "tomer.io",
                "track-eu.customer.io",
                "io.customer",
                "customer.io:80",
                "customer.io.test",
                "a*"
            })
    void otherEntriesOfNoProxyLeaveTheProxy(String list) {
        assertThat(proxy(HTTPS, "HTTPS_PROXY", "http://p:8", "NO_PROXY", list)).contains("http://p:8");
    }

    @ParameterizedTest
    @CsvSource({
        "http://[2001:db8::1]:9/, 2001:db8::1",
        "http://[2001:db8::1]:9/, [2001:db8::1]",
        "http://[2001:db8::1]:9/, [2001:db8::1]:9",
        "http://10.1.2.3, 10.1.2.3",
        "http://10.1.2.3, 10.0.0.0/8",
        "http://10.1.2.3, 10.1.2.3/32",
        "http://10.1.2.3, 0.0.0.0/0",
        "http://10.1.2.3, 10.1.*",
        "http://[2001:db8::1]:9/, 2001:db8::/32",
        "http://[2001:db8::1]:9/, [2001:db8::]/32",
        "http://[2001:db8::1]:9/, 2001:0db8:0:0:0:0:0:1",
        "http://my_sandbox:3030, my_sandbox",
        "http://my_sandbox:3030, my_sandbox:3030"
    })
    void addressesMayBeExemptToo(String destination, String list) {
        assertThat(proxy(destination, "HTTP_PROXY", "http://p:8", "NO_PROXY", list))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.1.2.3, 10.2.0.0/16",
        "http://10.1.2.3, ::/0",
        "http://[2001:db8::1]:9/, 2001:db9::/32",
        "http://ten.test, 0.0.0.0/0",
        "http://10.1.2.3, 10.0.0.0/33",
        "http://10.1.2.3, 10.0.0/8",
        "http://10.1.2.3, http://10.1.2.3"
    })
    void otherRangesAndWhatIsNoneLeaveTheProxy(String destination, String list) {
        assertThat(proxy(destination, "HTTP_PROXY", "http://p:8", "NO_PROXY", list))
                .contains("http://p:8");
    }

    /** Of what is ignored without a word, nobody learns why a host is still reached through the proxy. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[fd00::/8",
                "fd00::]/8",
                "[fd00::1",
                "fd00::1]",
                "fd00::/129",
                "10.0.0.0/33",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "10.0.0.256",
                "10.0.0",
                "10.",
                ".",
                "256.0.0.0/8",
                "customer.io:99999",
                "10.0.0.256:80",
                "http://customer.io",
                "customer.io/8"
            })
    void anEntryThatNamesNothingIsWarnedOf(String entry) {
        assertThat(warnings(entry + ", localhost"))
                .singleElement()
                .asString()
                .startsWith("NO_PROXY: '" + entry + "' is no host, domain, address or range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer.io, .customer.io:80, *.customer.io, *, api-*, 10.*, my_host, künde.de, 7.customer.io",
                "10.0.0.1, 10.0.0.1:65535, 10.0.0.0/8, 0.0.0.0/0, [fd00::1], [fd00::1]:80, fd00::1, fd00::/8, [fd00::]/8, ::1"
            })
    void noOtherEntryIsWarnedOf(String list) {
        assertThat(warnings(list)).isEmpty();
    }

    private static List<String> warnings(String list) {
        var told = new ArrayList<String>();
        var log = java.util.logging.Logger.getLogger(NoProxy.class.getName());
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record.getMessage());
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        log.addHandler(handler);
        try {
            proxy(HTTPS, "HTTPS_PROXY", "http://p:8", "NO_PROXY", list);
        } finally {
            log.removeHandler(handler);
        }
        return told;
    }

    @Test
    void aProxyMayHaveAnUnderscoreInItsName() {
        EnvironmentProxy found =
                find(HTTPS, "HTTPS_PROXY", "http://ana:p%40ss@my_proxy:8080").orElseThrow();
        assertThat(found).hasToString("http://my_proxy:8080");
        assertThat(found.userInfo()).isEqualTo("ana:p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://127.8.9.1",
                "http://localhost:3000",
                "http://[::1]:3000",
                "http://LOCALHOST"
            })
    void thisMachineIsNeverReachedThroughAProxy(String destination) {
        assertThat(proxy(destination, "HTTP_PROXY", "http://p:8", "ALL_PROXY", "http://p:8"))
                .isEmpty();
    }
}
