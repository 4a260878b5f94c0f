package dev.upserter.delivery.answer;

import dev.upserter.delivery.answer.BatchOutcome.Refusal;
import dev.upserter.redaction.Redaction;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that were refused alike: with the same status, for the same field, and for the same reason once numbers and the
 * values of each row are set aside. Not thread-safe.
 */
public final class RefusalKind {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    /** The place of an entry in a path such as {@code batch.3.email} or {@code batch[3]}. */
    private static final Pattern PLACE = Pattern.compile("(?<=^|[.\\[])\\d+(?=$|[.\\]])");

    private final boolean alone;
    private final int status;
    private final String field;
    private final String text;
    private final String masked;
    private Shown shown;
    private int rows;

    /**
     * Of one row, which is not counted yet.
     *
     * @param alone whether the request held this row alone and was refused as a whole
     */
    RefusalKind(Refusal refusal, DeadLetter letter, boolean alone) {
        this.alone = alone;
        this.status = refusal.status();
        this.field = place(refusal);
        this.text = text(refusal);
        this.masked = masked(refusal, letter);
        this.shown = Shown.of(refusal, letter);
    }

    private static String place(Refusal refusal) {
        return PLACE.matcher(refusal.field()).replaceAll("#");
    }

    private static String text(Refusal refusal) {
        String text = refusal.reason() + "\n" + refusal.message();
        return DIGITS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("#");
    }

    private static String masked(Refusal refusal, DeadLetter letter) {
        String text = refusal.reason() + "\n" + refusal.message();
        return DIGITS.matcher(letter.row().redaction().masked(text)).replaceAll("#");
    }

    /**
     * What can be known of a reason.
     *
     * @param words   that quote nothing of the row
     * @param isWhole whether these are all there are
     */
    private record Shown(String words, boolean isWhole) {
        static Shown of(Refusal refusal, DeadLetter letter) {
            Redaction redaction = letter.row().redaction();
            String reason = redaction.shown(refusal.reason());
            String field = redaction.shown(refusal.field());
            String message = redaction.shown(refusal.message());
            boolean isWhole = reason.equals(refusal.reason())
                    && field.equals(refusal.field())
                    && message.equals(refusal.message());
            if (message.isEmpty() && !refusal.message().isEmpty()) {
                message = redaction.shown(redaction.masked(refusal.message()));
            }
            String words = Stream.of(reason, field, message)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
            return new Shown(words, isWhole);
        }
    }

    /** Whether a row was refused like these. */
    boolean holds(Refusal refusal, DeadLetter letter, boolean isAlone) {
        return alone == isAlone
                && status == refusal.status()
                && field.equals(place(refusal))
                && (text.equals(text(refusal)) || masked.equals(masked(refusal, letter)));
    }

    /** Counts a row that was refused like these; the reason is given in the words that say most. */
    void count(Refusal refusal, DeadLetter letter) {
        rows++;
        if (!shown.isWhole() && text.equals(text(refusal))) {
            Shown other = Shown.of(refusal, letter);
            shown = other.isWhole() ? other : shown;
        }
    }

    /** How many were counted. */
    public int rows() {
        return rows;
    }

    /** Whether each of them was alone in a request that was refused. */
    public boolean isAlone() {
        return alone;
    }

    /** Why they were refused, for people: the status, and what of the reason quotes no row. */
    public String why() {
        String answer = "status " + status;
        String words = shown.words();
        return words.isEmpty()
                ? answer + ", with no reason that may be shown"
                : words.startsWith(answer) ? words : answer + ", " + words;
    }
}
