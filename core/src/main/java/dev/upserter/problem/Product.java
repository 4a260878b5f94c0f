package dev.upserter.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The version of the product, and what it was built from. */
public final class Product {
    private Product() {}

    /** The version, such as {@code 0.1.0}. */
    public static String version() {
        return line(0);
    }

    /**
     * The commit of the sources, such as {@code abc1234}, with {@code -dirty} if they had been changed since. Empty if the
     * build was not given it.
     */
    public static Optional<String> commit() {
        return Optional.of(line(1)).filter(commit -> !commit.isEmpty());
    }

    private static String line(int number) {
        try (InputStream in = Product.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing from the library's jar");
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return number < lines.size() ? lines.get(number).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt cannot be read", e);
        }
    }
}
