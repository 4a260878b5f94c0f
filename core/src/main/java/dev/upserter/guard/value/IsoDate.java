package dev.upserter.guard.value;

/**
 * Reads the spellings of ISO 8601 that exports use: a date, perhaps a time after a T or a blank, perhaps a zone after
 * that. By hand, because every text of every row that looks like a date comes here. For one thread.
 */
public final class IsoDate {
    private static final int MOST_FRACTIONS = 9;

    private final byte[] bytes;
    private final int end;
    private int at;

    private IsoDate(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** Where the zone starts, {@code end} if there is none; negative if the text is no date. */
    public static int zoneOf(byte[] bytes, int start, int end) {
        var date = new IsoDate(bytes, start, end);
        if (!date.readDate()) {
            return -1;
        }
        if (date.at == end) {
            return end;
        }
        if (!date.readTime()) {
            return -1;
        }
        int zone = date.at;
        return zone == end || date.readZone() ? zone : -1;
    }

    /** Whether there is the day and the time that a text names, which {@link #zoneOf} takes for a date. */
    public static boolean isPossible(byte[] bytes, int start, int zone) {
        var date = new IsoDate(bytes, start, zone);
        int year = date.number(4);
        date.at++;
        int month = date.number(2);
        date.at++;
        if (!WrittenDates.isDay(year, month, date.number(2))) {
            return false;
        }
        if (date.at == zone) {
            return true;
        }
        date.at++;
        int hour = date.number(2);
        date.at++;
        int minute = date.number(2);
        int second = date.take(':') ? date.number(2) : 0;
        return hour <= 23 && minute <= 59 && second <= 60;
    }

    private boolean readDate() {
        int year = number(4);
        int month = take('-') ? number(2) : -1;
        int day = take('-') ? number(2) : -1;
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private boolean readTime() {
        if (!take('T') && !take('t') && !take(' ') || number(2) < 0 || !take(':') || number(2) < 0) {
            return false;
        }
        return !take(':') || number(2) >= 0 && readFraction();
    }

    private boolean readFraction() {
        if (!take('.') && !take(',')) {
            return true;
        }
        int first = at;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at > first && at - first <= MOST_FRACTIONS;
    }

    private boolean readZone() {
        take(' ');
        if (take('Z') || take('z') || take("UTC") || take("GMT")) {
            return at == end;
        }
        if (!take('+') && !take('-') || number(2) < 0) {
            return false;
        }
        if (at < end) {
            take(':');
            return number(2) >= 0 && at == end;
        }
        return true;
    }

    /** A number of so many digits; negative if it is none. */
    private int number(int digits) {
        if (end - at < digits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits; i++) {
            if (!isDigit(bytes[at])) {
                return -1;
            }
            number = number * 10 + bytes[at++] - '0';
        }
        return number;
    }

    private boolean take(char character) {
        boolean there = at < end && bytes[at] == character;
        at += there ? 1 : 0;
        return there;
    }

    private boolean take(String word) {
        int before = at;
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                at = before;
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
