package dev.upserter.template.filter;

import dev.upserter.template.tree.Filter;
import dev.upserter.template.tree.FilterArguments;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Filters that encode a text's UTF-8: digests, and base64. Digests are lower-case hexadecimal. */
final class CodingFilters {
    private interface Coding {
        String of(byte[] text, FilterArguments given) throws GeneralSecurityException;
    }

    private CodingFilters() {}

    static List<Filter> all() {
        return List.of(
                digest("md5", "MD5"),
                digest("sha1", "SHA-1"),
                digest("sha256", "SHA-256"),
                digest("sha512", "SHA-512"),
                hmac("hmac_sha1", "HmacSHA1"),
                hmac("hmac_sha256", "HmacSHA256"),
                coding("base64_encode", 0, (text, given) -> Base64.getEncoder().encodeToString(text)),
                coding(
                        "base64_url_safe_encode",
                        0,
                        (text, given) -> Base64.getUrlEncoder().encodeToString(text)),
                coding("base64_decode", 0, (text, given) -> decoded(Base64.getDecoder(), text, given)),
                coding("base64_url_safe_decode", 0, (text, given) -> decoded(Base64.getUrlDecoder(), text, given)));
    }

    private static Filter coding(String name, int count, Coding coding) {
        return Filter.ofText(name, count, count, (text, given) -> {
            given.budget().make(4L * text.length());
            try {
                return coding.of(text.getBytes(StandardCharsets.UTF_8), given);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + name, e);
            }
        });
    }

    private static Filter digest(String name, String algorithm) {
        return coding(
                name,
                0,
                (text, given) -> HexFormat.of()
                        .formatHex(MessageDigest.getInstance(algorithm).digest(text)));
    }

    private static Filter hmac(String name, String algorithm) {
        return coding(name, 1, (text, given) -> {
            String key = given.text(0);
            if (key.isEmpty()) {
                throw given.unfit("its key is empty");
            }
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(text));
        });
    }

    private static String decoded(Base64.Decoder decoder, byte[] text, FilterArguments given) {
        byte[] bytes;
        try {
            bytes = decoder.decode(text);
        } catch (IllegalArgumentException e) {
            throw given.unfit("it is no base64");
        }
        return TextFilters.utf8(bytes, bytes.length, given);
    }
}
