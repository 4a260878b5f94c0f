package dev.upserter.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a multipart body as curl does. */
final class Form {
    static final String BOUNDARY = "----------------boundary-of-a-test";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Form of(String configuration, String data) {
        return new Form().file("configuration.json", configuration).file("data.json", data);
    }

    Form file(String fileName, String content) {
        return part("name=\"inputs\"; filename=\"" + fileName + '"', content);
    }

    Form part(String disposition, String content) {
        return partWithHeaders("Content-Disposition: form-data; " + disposition, content);
    }

    Form partWithHeaders(String headers, String content) {
        return text("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n" + content + "\r\n");
    }

    Form text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The body without its closing boundary. */
    byte[] unclosed() {
        return bytes.toByteArray();
    }

    byte[] closed() {
        return text("--" + BOUNDARY + "--\r\n").unclosed();
    }
}
