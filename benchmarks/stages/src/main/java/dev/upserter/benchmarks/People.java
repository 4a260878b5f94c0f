package dev.upserter.benchmarks;

import java.util.function.BiConsumer;

/** The people that {@code benchmarks/end-to-end/generate.c} makes, byte for byte, in several forms. */
final class People {
    private static final String[] FIRST = {
        "Ada", "Ben", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jonas"
    };
    private static final String[] LAST = {
        "Lovelace", "Okafor", "Martin", "Petrov", "Garcia", "Haddad", "Hopper", "Tanaka"
    };
    private static final String WORDS = "the quick brown fox jumps over a lazy dog while seven wizards make toxic brew"
            + " for the evil queen and her jolly knights of the round table ";
    private static final String HEADER = "id,email,first_name,last_name,company_name,balance,signed_up,active,note\n";

    private long state = 20261124;

    private People() {}

    private int next(int below) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) (state >>> 33) % below;
    }

    /** One person; no value needs an escape or quotation marks. */
    private record Person(
            String id,
            String email,
            String given,
            String family,
            String company,
            String balance,
            String signedUp,
            boolean active,
            String note) {

        void json(StringBuilder out) {
            out.append("{\"id\":\"" + id + "\",\"email\":\"" + email + "\",\"first_name\":\"" + given)
                    .append("\",\"last_name\":\"" + family + "\",\"company_name\":\"" + company)
                    .append("\",\"balance\":" + balance + ",\"signed_up\":\"" + signedUp)
                    .append("\",\"active\":" + active + ",\"note\":\"" + note + "\"}\n");
        }

        void csv(StringBuilder out) {
            out.append(id + "," + email + "," + given + "," + family + "," + company + "," + balance)
                    .append("," + signedUp + "," + active + "," + note + "\n");
        }
    }

    /** Draws in the same order as the generator. */
    private Person person(int i) {
        int length = 60 + next(81);
        int from = next(20) % 12;
        String given = FIRST[next(10)];
        String family = LAST[next(8)];
        String balance = next(10000) + "." + two(next(100));
        String date = "20" + two(10 + next(16)) + "-" + two(1 + next(12)) + "-" + two(1 + next(28));
        String time = two(next(24)) + ":" + two(next(60)) + ":" + two(next(60));
        boolean active = next(2) == 1;
        String number = "" + i;
        return new Person(
                "user-" + "0".repeat(8 - number.length()) + number,
                given + "." + family + "." + number + "@example.com",
                given,
                family,
                LAST[(i + 3) % 8] + " & Daughters Ltd",
                balance,
                date + "T" + time + "Z",
                active,
                WORDS.substring(from, Math.min(from + length, WORDS.length())));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }

    private static String text(int count, String before, BiConsumer<Person, StringBuilder> form) {
        var people = new People();
        var out = new StringBuilder(count * 340);
        for (int i = 0; i < count; i++) {
            form.accept(people.person(i), out.append(before));
        }
        return out.toString();
    }

    /** A JSON array of so many people, who come again and again, without an end. */
    static Endless json(int count) {
        String text = text(count, ",", Person::json);
        return new Endless("[" + text.substring(1), text);
    }

    /** One JSON object a line; so many people, who come again and again. */
    static Endless ndjson(int count) {
        return new Endless("", text(count, "", Person::json));
    }

    /** CSV with a header; so many people, who come again and again. */
    static Endless csv(int count) {
        return new Endless(HEADER, text(count, "", Person::csv));
    }
}
