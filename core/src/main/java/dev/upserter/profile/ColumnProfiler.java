package dev.upserter.profile;

import dev.upserter.guard.value.NullWords;
import dev.upserter.guard.value.SerialDays;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.source.csv.NullTexts;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Counts what is in one column. For one thread. */
final class ColumnProfiler {
    static final int EXAMPLES = 3;

    private static final int ENOUGH = 10_000;
    private static final int LONGEST_EXAMPLE = 200;
    private static final Pattern MOMENT = Pattern.compile("(?:1[0-9]|20)[0-9]{8}(?:[0-9]{3}){0,3}");
    private static final Pattern DOUBLE = Pattern.compile("[1-9]\\.[0-9]{1,17}[eE](?:9|1[0-8])");
    private static final int SECONDS = 10;
    private static final int MILLISECONDS = 13;
    private static final int MICROSECONDS = 16;

    private static final int LONGEST_BOOLEAN = 5;

    private final String name;
    private final Map<Look, long[]> looks = new EnumMap<>(Look.class);
    private final Hashes hashes;
    private final TextFormsProfiler texts;
    private final boolean isMongoDate;
    private final Set<String> examples = new LinkedHashSet<>();
    private long rows;
    private long repeated;
    private long leadingZeros;
    private long wholeFractions;
    private long milliseconds;
    private long microseconds;
    private long nanoseconds;
    private long seconds;
    private long serials;
    private final SerialDays days;
    private long booleans;
    private final DateForms dates;
    private long nullWords;
    private final NullSpellings nullSpellings;
    private int longest;

    ColumnProfiler(String name, Hashes.Room room) {
        this.name = name;
        this.nullSpellings = new NullSpellings(name);
        this.isMongoDate = name.contains(".$date");
        this.days = new SerialDays(name);
        this.texts = new TextFormsProfiler(name);
        this.dates = new DateForms(name);
        this.hashes = new Hashes(room);
    }

    @SuppressWarnings("ReferenceEquality") // a value that is not the same object was padded
    void add(JsonValue written) {
        rows++;
        JsonValue value = Padding.without(written);
        Look look = Look.of(value);
        looks.computeIfAbsent(look, unused -> new long[1])[0]++;
        longest = Math.max(longest, written.length());
        if (!look.saysSomething()) {
            return;
        }
        boolean fresh = isClosed() || hashes.add(hash(value));
        repeated += fresh ? 0 : 1;
        if (fresh && examples.size() < EXAMPLES && look != Look.OBJECT && look != Look.LIST) {
            String text = value.length() > LONGEST_EXAMPLE ? "" : value.text();
            if (!text.isEmpty()) {
                examples.add(text);
            }
        }
        texts.add(value);
        if (value != written) {
            texts.addPadded(written);
        }
        booleans += isBoolean(value) ? 1 : 0;
        look(look, value);
    }

    private static boolean isBoolean(JsonValue value) {
        return switch (value.kind()) {
            case TRUE, FALSE -> true;
            case TEXT, INTEGER, DECIMAL ->
                value.length() <= LONGEST_BOOLEAN + 2
                        && isBoolean(value.text().strip().toLowerCase(Locale.ROOT));
            case NULL, OBJECT, ARRAY -> false;
        };
    }

    private static boolean isBoolean(String word) {
        return Cast.ToBoolean.TRUE.contains(word) || Cast.ToBoolean.FALSE.contains(word);
    }

    /** Whether different values are no longer counted: there is no room, or the column is no key and has very many. */
    private boolean isClosed() {
        return hashes.isFull() || repeated > 0 && hashes.size() >= ENOUGH;
    }

    private void look(Look look, JsonValue value) {
        switch (look) {
            case WHOLE_NUMBER_TEXT -> {
                String text = value.text();
                leadingZeros += text.length() > 1 && text.charAt(0) == '0' ? 1 : 0;
                moment(text);
            }
            case WHOLE_NUMBER -> moment(value.json());
            case NUMBER, NUMBER_TEXT -> {
                String text = value.text();
                wholeFractions += text.endsWith(".0") ? 1 : 0;
                fraction(text);
            }
            case TEXT -> {
                if (NullWords.isIn(value)) {
                    nullWords++;
                    nullSpellings.add(value.text());
                }
                dates.add(Apostrophes.withoutFirst(value));
            }
            case DATE -> dates.add(value);
            case SCIENTIFIC_TEXT -> exponent(value.text());
            case EMAIL, BOOLEAN, BOOLEAN_TEXT, OBJECT, LIST, EMPTY, NULL -> {}
        }
    }

    /** MongoDB says by the name that these are milliseconds, whatever they are. */
    private void moment(String number) {
        if (isMongoDate) {
            milliseconds++;
            dates.addMilliseconds(number.startsWith("-"));
            return;
        }
        dates.addDigits(number);
        serials += days.isDay(number) ? 1 : 0;
        if (MOMENT.matcher(number).matches()) {
            switch (number.length()) {
                case SECONDS -> seconds++;
                case MILLISECONDS -> milliseconds++;
                case MICROSECONDS -> microseconds++;
                default -> nanoseconds++;
            }
        }
    }

    /** A moment that Java prints as a double, as BigQuery exports its times: with all digits, and without a sign. */
    private void exponent(String number) {
        if (DOUBLE.matcher(number).matches()) {
            moment(new BigDecimal(number).toBigInteger().toString());
        }
    }

    /** A moment with a fraction, as Python's {@code time()} has it. */
    private void fraction(String number) {
        int point = number.indexOf('.');
        exponent(number);
        if (point > 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            if (days.isDay(number)) {
                serials++;
            } else if (point >= SECONDS) {
                moment(number.substring(0, point));
            }
        }
    }

    private static long hash(JsonValue value) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        byte[] bytes = value.bytes();
        for (int i = value.start(); i < value.end(); i++) {
            hash = (hash ^ bytes[i]) * 0x100_0000_01B3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51_AFD7_ED55_8CCDL;
        return hash ^ hash >>> 29;
    }

    Column column() {
        Map<Look, Long> counts = new EnumMap<>(Look.class);
        looks.forEach((look, count) -> counts.put(look, count[0]));
        return new Column(
                name,
                rows,
                counts,
                hashes.size(),
                !isClosed(),
                repeated,
                leadingZeros,
                wholeFractions,
                milliseconds,
                microseconds,
                nanoseconds,
                seconds,
                serials,
                booleans,
                dates.form(),
                texts.forms(),
                nullWords,
                nullSpellings.found(),
                longest,
                examples.stream().toList());
    }

    /** The first few spellings of words for null in one column. For one thread. */
    private static final class NullSpellings {
        private static final int MOST = 8;

        private final String column;
        private final Map<String, String> found = new LinkedHashMap<>();

        NullSpellings(String column) {
            this.column = column;
        }

        void add(String text) {
            if (found.size() < MOST && NullTexts.isKnown(text, column)) {
                found.putIfAbsent(NullTexts.plain(text), text.strip());
            }
        }

        List<String> found() {
            return List.copyOf(found.values());
        }
    }
}
