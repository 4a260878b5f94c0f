package dev.upserter.sql.engine;

import dev.upserter.source.Dialect;
import java.util.Map;
import java.util.Optional;

/** The options of a call that reads CSV, as this program knows them without a query. Stateless. */
final class CsvOptions {
    private static final String MARK = "\"";

    private CsvOptions() {}

    /**
     * How the files of a call are written.
     *
     * @param arguments by name, those that are constants with their value
     * @return empty where it is a form that cannot be read without a query
     */
    static Optional<Dialect> dialect(Map<String, String> arguments) {
        String quote = arguments.getOrDefault("quote", MARK);
        String escape = arguments.getOrDefault("escape", quote);
        String comment = arguments.getOrDefault("comment", "");
        String skip = arguments.getOrDefault("skip", "0");
        boolean isQuoted = quote.length() == 1 && Dialect.isQuote(quote.charAt(0));
        boolean isDoubled = escape.isEmpty() || escape.equals(quote);
        boolean isNumber = !skip.isEmpty()
                && skip.length() < 6
                && skip.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(skip) <= Dialect.MAX_SKIP;
        if (!isQuoted && !quote.isEmpty() || !isDoubled || !isNumber) {
            return Optional.empty();
        }
        return Optional.of(Dialect.PLAIN
                .but()
                .quote(quote.isEmpty() ? null : quote.charAt(0))
                .comment(comment.isBlank() ? null : comment)
                .skip(Integer.parseInt(skip))
                .build());
    }
}
