package dev.upserter.template;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** Filters that make a text of a text's UTF-8: digests, and base64. Digests are small hexadecimal letters. */
final class CodingFilter extends Filter {
    private final Coding coding;

    private interface Coding {
        String of(byte[] text, List<byte[]> parameters) throws GeneralSecurityException;
    }

    private CodingFilter(String name, Coding coding) {
        super(name);
        this.coding = coding;
    }

    static List<Filter> all() {
        return List.of(
                digest("md5", "MD5"),
                digest("sha1", "SHA-1"),
                digest("sha256", "SHA-256"),
                digest("sha512", "SHA-512"),
                hmac("hmac_sha1", "HmacSHA1"),
                hmac("hmac_sha256", "HmacSHA256"),
                new CodingFilter(
                        "base64_encode", (text, none) -> Base64.getEncoder().encodeToString(text)),
                new CodingFilter(
                        "base64_decode",
                        (text, none) -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)),
                new CodingFilter(
                        "base64_url_safe_encode",
                        (text, none) -> Base64.getUrlEncoder().encodeToString(text)));
    }

    private static CodingFilter digest(String name, String algorithm) {
        return new CodingFilter(
                name,
                (text, none) -> HexFormat.of()
                        .formatHex(MessageDigest.getInstance(algorithm).digest(text)));
    }

    private static CodingFilter hmac(String name, String algorithm) {
        return new CodingFilter(name, (text, parameters) -> {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(parameters.getFirst(), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(text));
        });
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... parameters) {
        try {
            return coding.of(
                    bytes(value, context),
                    List.of(parameters).stream()
                            .map(parameter -> bytes(parameter, context))
                            .toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    private byte[] bytes(Object value, TemplateContext context) {
        return asString(value, context).getBytes(StandardCharsets.UTF_8);
    }
}
