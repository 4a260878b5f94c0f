package dev.upserter.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The name and version of the product. */
public final class Product {
    private Product() {}

    /** The version, such as {@code 0.1.0}. */
    public static String version() {
        try (InputStream in = Product.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing from the library's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt cannot be read", e);
        }
    }
}
