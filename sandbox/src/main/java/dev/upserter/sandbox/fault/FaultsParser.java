package dev.upserter.sandbox.fault;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses faults as typed on a command line. */
final class FaultsParser {
    private static final String EXAMPLE = "for example 429=0.1:2s,500=0.05,slow=0.1:200ms";
    private static final Pattern FAULT = Pattern.compile("([^=]+)=([^:]+)(?::(.+))?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    private FaultsParser() {}

    static Faults parse(String text) {
        Faults faults = Faults.none();
        var seen = new HashSet<String>();
        for (String part : text.strip().split(",", -1)) {
            Matcher fault = FAULT.matcher(part.strip());
            if (!fault.matches()) {
                throw new IllegalArgumentException("'" + part + "' is not a fault. Write name=share, " + EXAMPLE);
            }
            if (!seen.add(fault.group(1))) {
                throw new IllegalArgumentException(fault.group(1) + " is given twice. Give it once");
            }
            faults = with(faults, fault.group(1), share(fault), Optional.ofNullable(fault.group(3)));
        }
        return faults;
    }

    private static Faults with(Faults faults, String name, double share, Optional<String> time) {
        if (time.isPresent() && !name.equals("429") && !name.equals("slow")) {
            throw new IllegalArgumentException(name + " takes no time. Only 429 and slow do, " + EXAMPLE);
        }
        return switch (name) {
            case "429" ->
                time.map(FaultsParser::duration)
                        .map(faults::withRetryAfter)
                        .orElse(faults)
                        .withTooManyRequests(share);
            case "500" -> faults.withServerError(share);
            case "503" -> faults.withUnavailable(share);
            case "500-applied" -> faults.withServerErrorAfterApplying(share);
            case "slow" ->
                faults.withSlow(share, time.map(FaultsParser::duration).orElse(faults.slowBy()));
            case "reset" -> faults.withReset(share);
            case "lost" -> faults.withLostAnswer(share);
            default ->
                throw new IllegalArgumentException("there is no fault named '" + name
                        + "'. There are 429, 500, 503, 500-applied, slow, reset and lost");
        };
    }

    private static double share(Matcher fault) {
        try {
            double share = Double.parseDouble(fault.group(2));
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // reported below, together with numbers out of range
        }
        throw new IllegalArgumentException(
                "the share of " + fault.group(1) + " must be a number from 0 to 1, not '" + fault.group(2) + "'");
    }

    private static Duration duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time. Write a whole number of ms, s or m: 200ms");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
