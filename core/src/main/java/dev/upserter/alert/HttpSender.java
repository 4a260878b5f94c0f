package dev.upserter.alert;

import dev.upserter.config.AlertChannel;
import dev.upserter.delivery.answer.BatchOutcome;
import dev.upserter.delivery.answer.NetworkFailure;
import dev.upserter.delivery.http.ApacheTransport;
import dev.upserter.delivery.http.Connections;
import dev.upserter.delivery.http.HttpSettings;
import dev.upserter.delivery.http.Response;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.delivery.http.Transport;
import dev.upserter.json.JsonText;
import dev.upserter.problem.Code;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts alerts to a chat or a webhook. A redirect is not followed. The headers and the listener of a program's own requests
 * have no part in these.
 *
 * @param url          where to
 * @param surroundings name the proxy, if any, and the authorities
 */
record HttpSender(URI url, Surroundings surroundings) {
    /** Of one attempt, from connect to the last byte of the answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * The header with the time and the signature, as {@code t=1764496800,v1=5257a8…}: seconds since 1970, and the HMAC-SHA256,
     * in hexadecimal, of these seconds, a full stop and the body, with the alert's secret as the key.
     */
    static final String SIGNATURE = "Upserter-Signature";

    private static final int ANSWER = 4096;
    private static final String CHECK_URL = "check the URL, and that the service is up";

    /** As Slack takes it: {@code &}, {@code <} and {@code >} are its marks. */
    Sent slack(Message message) {
        String text = "*" + escaped(message.title()) + "*\n" + escaped(message.body());
        String json = "{\"text\":" + new String(JsonText.quote(text), StandardCharsets.UTF_8) + "}";
        return post(json, Map.of());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** As JSON, signed if there is a secret. */
    Sent webhook(Message message, AlertChannel.Webhook webhook, Instant now) {
        String secret = webhook.secret();
        return post(
                message.json(), secret == null ? Map.of() : Map.of(SIGNATURE, signature(message.json(), secret, now)));
    }

    static String signature(String body, String secret, Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal((now.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private Sent post(String json, Map<String, String> headers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery();
        var settings = new HttpSettings(surroundings.http().tls(), headers, HttpSettings.NONE.listener());
        Surroundings plain = surroundings.withHttp(settings, Connections.NONE);
        URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        try (Transport transport = ApacheTransport.unauthorized(base, TIMEOUT, plain)) {
            return read(transport.send("POST", query == null ? path : path + "?" + query, body, body.length, ANSWER));
        } catch (IOException e) {
            return failure(e);
        }
    }

    private static Sent read(Response response) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            return Sent.DONE;
        }
        String why = "it answered with status " + status;
        return switch (status) {
            case 401, 403, 404, 410 -> Sent.failed(why, "check the URL: it is wrong, or was revoked");
            case 408, 425, 429 -> Sent.failedNow(why, "nothing to do if it passes. Fewer alerts avoid it");
            default ->
                status >= 500
                        ? Sent.failedNow(why, "nothing to do if it passes. Otherwise ask whoever runs the service")
                        : Sent.failed(why, "check the URL, and what the service takes");
        };
    }

    private static Sent failure(IOException e) {
        return switch (NetworkFailure.of(e)) {
            case BatchOutcome.Retryable passing -> Sent.failedNow(passing.what(), CHECK_URL);
            case BatchOutcome.Blocked blocked ->
                Sent.failed(blocked.what(), blocked.hint().equals(Code.BLOCKED.help()) ? CHECK_URL : blocked.hint());
            case BatchOutcome.Accepted other -> Sent.failed("it failed", CHECK_URL);
            case BatchOutcome.PartlyAccepted other -> Sent.failed("it failed", CHECK_URL);
            case BatchOutcome.Refused other -> Sent.failed("it failed", CHECK_URL);
            case BatchOutcome.Unauthorized other -> Sent.failed("it failed", CHECK_URL);
        };
    }
}
