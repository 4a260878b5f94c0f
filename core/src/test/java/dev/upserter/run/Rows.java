package dev.upserter.run;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Data for runs. */
public final class Rows {
    private Rows() {}

    /** So many different people, {@code p0} and so on, with a number each. */
    public static String people(int count) {
        return of(count, i -> "{\"id\":\"p" + i + "\",\"n\":" + i + "}");
    }

    /** So many different people, of about so many bytes each. */
    public static String people(int count, int bytes) {
        String filler = "x".repeat(Math.min(bytes, 900));
        int fields = Math.max(1, bytes / 900);
        String rest = IntStream.range(0, fields)
                .mapToObj(i -> ",\"f" + i + "\":\"" + filler + "\"")
                .collect(Collectors.joining());
        return of(count, i -> "{\"id\":\"p" + i + "\"" + rest + "}");
    }

    static String of(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining(",\n", "[", "]"));
    }
}
