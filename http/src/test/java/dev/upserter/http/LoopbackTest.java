package dev.upserter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:3000", "127.0.0.1", "127.0.0.2:3000", "[::1]", "[::1]:3000"})
    void namesOfThisMachineAreKnown(String host) {
        assertThat(Loopback.isNamedBy(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "localhost.attacker.example",
                "127.0.0.1.attacker.example",
                "localhost:",
                "::1",
                ""
            })
    void otherNamesAreNot(String host) {
        assertThat(Loopback.isNamedBy(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void anIpv6AddressIsInBracketsInUrls(String host) {
        assertThat(Loopback.uriHost(host)).isEqualTo("[::1]");
    }
}
