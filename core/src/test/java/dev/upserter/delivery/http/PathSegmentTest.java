package dev.upserter.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.operation.IdentifierType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSegmentTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        42,                  42
        Az09-._~,            Az09-._~
        ana+test@example.org,ana%2Btest%40example.org
        'a b',               a%20b
        a/b?c#d&e=f;g,       a%2Fb%3Fc%23d%26e%3Df%3Bg
        100%,                100%25
        %2F,                 %252F
        'a:b$c!d''e(f)*,',   a%3Ab%24c%21d%27e%28f%29%2A%2C
        müß€,                m%C3%BC%C3%9F%E2%82%AC
        😀,                  %F0%9F%98%80
        a..b,                a..b
        .,                   %2E
        ..,                  %2E%2E
        """)
    void everythingButUnreservedCharactersIsEncoded(String identifier, String segment) {
        assertThat(PathSegment.customer("/api/v1/customers/", IdentifierType.ID, identifier))
                .isEqualTo("/api/v1/customers/" + segment);
    }

    @Test
    void aCioIdHasItsPrefixInAPathOnly() {
        assertThat(PathSegment.customer("/api/v1/customers/", IdentifierType.CIO_ID, "03000001"))
                .isEqualTo("/api/v1/customers/cio_03000001");
        assertThat(PathSegment.customer("/api/v1/customers/", IdentifierType.EMAIL, "a@b.de"))
                .isEqualTo("/api/v1/customers/a%40b.de");
    }

    @Test
    void controlCharactersAreEncoded() {
        assertThat(PathSegment.customer("/api/v1/customers/", IdentifierType.ID, "a\r\nb\u0000\u007f"))
                .isEqualTo("/api/v1/customers/a%0D%0Ab%00%7F");
    }
}
