package dev.upserter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Secrets are found in the words of others, however these have changed them. */
class SecretsTest {
    private static final String KEY = "c8f1-Zk3yOf99_tail";
    private static final String PAIR = "site0815:" + KEY;
    private final Secrets secrets = Secrets.of(List.of("site0815", KEY, PAIR));

    @Test
    void isHiddenHoweverItIsSpelled() {
        for (String form : List.of(
                KEY,
                KEY.toUpperCase(Locale.ROOT),
                KEY.replace("-", "%2D").replace("_", "%5f"),
                KEY.replace("Z", "\\u005a").replace("k", "\\u006B"),
                KEY.replace("Z", "&#90;").replace("k", "&#x6b;"),
                "c8f1 Zk3y Of99 tail",
                "c8f1-Zk3y\\nOf99_tail",
                String.join(" ", KEY.split("")),
                "c8f1-Zk3yOf", // a piece
                base64(PAIR),
                base64(KEY),
                base64("x" + PAIR + "y"),
                base64("xy" + PAIR),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PAIR)),
                HexFormat.of().formatHex(bytes(KEY)))) {
            String hidden = secrets.hide("bad header Basic " + form + ", sorry");

            assertThat(hidden)
                    .as(form)
                    .startsWith("bad header Basic ")
                    .endsWith(", sorry")
                    .contains("…");
            assertThat(hidden.length()).as(hidden).isLessThan(40);
            assertThat(secrets.isIn(hidden)).isFalse();
        }
    }

    @Test
    void otherTextsStayAsTheyAre() {
        for (String text : List.of("", "email is not valid", "100 %", "a\\", "&#;", "%zz", "\\u12", "site 081", "…")) {
            assertThat(secrets.hide(text)).isEqualTo(text);
            assertThat(Secrets.NONE.hide(text)).isEqualTo(text);
        }
    }

    @Test
    void aShortSecretIsHiddenAsASeparateWord() {
        Secrets tiger = Secrets.of(List.of("tiger", "ab"));

        assertThat(tiger.hide("password \"Tiger\" is wrong (tiger), tigers are not, ab"))
                .isEqualTo("password \"…\" is wrong (…), tigers are not, ab");
    }

    @Test
    void nothingIsPrinted() {
        assertThat(secrets.toString()).isEqualTo("Secrets[hidden]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }
}
