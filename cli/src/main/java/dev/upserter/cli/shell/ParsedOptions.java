package dev.upserter.cli.shell;

import dev.upserter.cli.text.Printable;
import dev.upserter.config.DurationText;
import dev.upserter.delivery.http.BaseUrl;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** The options and arguments that a command was given. */
public final class ParsedOptions {
    private final ParseResult parsed;

    public ParsedOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    /** Whether the option is there. */
    public boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    /** The value of the option. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
    }

    /** All values of an option that may be given several times. */
    public List<String> texts(String option) {
        return List.copyOf(parsed.matchedOptionValue(option, List.<String>of()));
    }

    /** The i-th argument, counted from 0. */
    public Optional<String> argument(int i) {
        return Optional.ofNullable(parsed.matchedPositionalValue(i, (String) null));
    }

    /** The argument of this label. */
    public Optional<String> argument(String label) {
        return parsed.matchedPositionals().stream()
                .filter(argument -> argument.paramLabel().equals(label))
                .findFirst()
                .map(ArgSpec::getValue);
    }

    /**
     * The value of the option as a whole number.
     *
     * @param example a correct value
     * @throws UsageException if it is not a whole number, or out of range
     */
    public OptionalLong wholeNumber(String option, long min, long max, long example) {
        Optional<String> text = text(option);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text.get().replace("_", ""));
            if (number >= min && number <= max) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            // reported below, together with numbers out of range
        }
        String range = max == Long.MAX_VALUE ? min + " or more" : min + " to " + max;
        throw new UsageException(
                option + " must be a whole number, " + range + ", not '" + Printable.of(text.get()) + "'",
                "write for example " + option + " " + example);
    }

    /**
     * The value of the option as a length of time.
     *
     * @param example a correct value
     * @throws UsageException if it is not one
     */
    public Optional<Duration> duration(String option, String example) {
        return text(option).map(text -> {
            Duration length = DurationText.parse(text);
            if (length == null) {
                throw new UsageException(
                        option + " must be a length of time, not '" + Printable.of(text) + "'",
                        "write for example " + option + " " + example);
            }
            return length;
        });
    }

    /**
     * The value of the option as the base URL of an HTTP server.
     *
     * @throws UsageException if it is not such a URL
     */
    public Optional<URI> baseUrl(String option) {
        return text(option).map(text -> baseUrl(option, text));
    }

    private static URI baseUrl(String option, String text) {
        return switch (BaseUrl.read(text)) {
            case BaseUrl.Good good -> good.url();
            case BaseUrl.Wrong wrong ->
                throw new UsageException(
                        option + " must be a base URL, but " + wrong.why(),
                        "write for example " + option + " http://127.0.0.1:3030");
        };
    }
}
