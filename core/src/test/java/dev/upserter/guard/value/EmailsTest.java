package dev.upserter.guard.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "zoe@example.com",
                "Zoe.Smith@Example.COM",
                "zoe+news@example.com",
                "o'brien@example.ie",
                "!#$%&'*+-/=?^_`{|}~@example.com",
                "1@2.example",
                "a_b@mail.sub-domain.example.co.uk",
                "x@xn--bcher-kva.example",
                "jörg@müller.example",
                "用户@例子.广告",
                "संपर्क@डाटामेल.भारत",
                "почта@пример.рф",
                "a@b.c0",
            })
    void theseAreAddresses(String text) {
        assertThat(Emails.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "zoe@example.com",
                "Zoe.Smith@Example.COM",
                "zoe+news@example.com",
                "a_b-c+9@mail2.example.museum",
                "AZaz09@09.az",
                "abcdefghijklmnopqrstuvwxyz0123456789@abcdefghijklmnopqrstuv.com",
            })
    void theseAreSeenAtAGlance(String text) {
        assertThat(isUsual(text)).isTrue();
        assertThat(Emails.isValid(text)).isTrue();
    }

    /** Addresses and others: whether they are one takes a closer look. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'brien@example.ie",
                "a@sub-domain.example",
                "a@b.c0",
                "a@b.c",
                "a@b",
                "a.b@c",
                "a.b",
                "a@.co",
                "a..b@c.co",
                ".a@b.co",
                "a.@b.co",
                "@b.co",
                "a@b..co",
                "a@b.co.",
                "a@b@c.co",
                "a@b+c.co",
                "a@b_c.co",
                "a/b@c.co",
                "a:b@c.co",
                "a@b.co ",
                "jörg@example.com",
                "abcdefghijklmnopqrstuvwxyz0123456789@abcdefghijklmnopqrstuvw.com",
                "",
            })
    void theseAreNot(String text) {
        assertThat(isUsual(text)).isFalse();
    }

    private static boolean isUsual(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return Emails.isUsual(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b.co",
                "a@b",
                "a@localhost",
                "a@b.c",
                "a@b..co",
                "a@.b.co",
                "a@b.co.",
                "a@-b.co",
                "a@b-.co",
                "a@b.-co",
                "a@b_c.co",
                "a@b.12",
                "a@192.168.100.10",
                "a@[192.168.100.10]",
                ".a@b.co",
                "a.@b.co",
                "a..b@b.co",
                "a b@b.co",
                "a@b c.co",
                " a@b.co",
                "a@b.co ",
                "a@b.co\n",
                "a\u00A0@b.co",
                "a\u200B@b.co",
                "\uFEFFa@b.co",
                "a@b.co\u00A0",
                "a@b@c.co",
                "a,b@c.co",
                "a;b@c.co",
                "a@b.co,c@d.co",
                "Zoe <a@b.co>",
                "mailto:a@b.co",
                "\"a b\"@c.co",
                "a(comment)@b.co",
                "a\\b@c.co",
                "none",
                "n/a",
            })
    void theseAreNone(String text) {
        assertThat(Emails.isValid(text)).isFalse();
    }

    @Test
    void partsHaveTheirGreatestLengths() {
        String label = "d".repeat(63);
        assertThat(Emails.isValid("a".repeat(64) + "@b.co")).isTrue();
        assertThat(Emails.isValid("a".repeat(65) + "@b.co")).isFalse();
        assertThat(Emails.isValid("a@" + label + ".co")).isTrue();
        assertThat(Emails.isValid("a@" + label + "d.co")).isFalse();
        String domain = label + "." + label + "." + label;
        assertThat(Emails.isValid("a".repeat(59) + "@" + domain + ".de")).isTrue();
        assertThat(Emails.isValid("a".repeat(60) + "@" + domain + ".de")).isFalse();
    }
}
