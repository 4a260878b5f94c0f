package dev.upserter.workbook;

import dev.upserter.workbook.FormatToken.Sign;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats dates and times as Excel shows them in English. */
final class ShownDate {
    private static final int SECOND = 1000;
    private static final int MOST_DECIMALS = 3;

    private final List<FormatToken> section;
    private final SerialDate serial;
    private final LocalDateTime moment;

    private ShownDate(List<FormatToken> section, SerialDate serial, LocalDateTime moment) {
        this.section = section;
        this.serial = serial;
        this.moment = moment;
    }

    /** How a format shows a date; empty if this is unknown. */
    static Optional<String> of(SerialDate exact, List<FormatToken> section, boolean from1904) {
        boolean onlyTime = section.stream()
                .noneMatch(token -> token.sign() == Sign.LETTERS && token.text().matches("[yd]+"));
        boolean seconds = section.stream()
                .anyMatch(token -> token.sign() != Sign.LITERAL && token.text().startsWith("s"));
        long step = seconds ? (long) (SECOND / Math.pow(10, decimals(section))) : 1;
        var serial = new SerialDate((exact.millis() + step / 2) / step * step);
        Optional<LocalDateTime> moment = serial.moment(from1904 || onlyTime);
        return moment.flatMap(day -> new ShownDate(section, serial, day).text());
    }

    private static int decimals(List<FormatToken> section) {
        return Math.min(MOST_DECIMALS, (int)
                section.stream().filter(token -> token.sign() == Sign.DIGIT).count());
    }

    private Optional<String> text() {
        var text = new StringBuilder();
        for (int i = 0; i < section.size(); i++) {
            FormatToken token = section.get(i);
            switch (token.sign()) {
                case LITERAL, SLASH, COMMA, POINT, PERCENT -> text.append(token.text());
                case ELAPSED -> text.append(elapsed(token.text()));
                case HALF_DAY -> text.append(half(token.text()));
                case DIGIT -> text.append(decimal(i));
                case LETTERS -> {
                    String pattern = pattern(i);
                    if (pattern.isEmpty()) {
                        return Optional.empty();
                    }
                    text.append(DateTimeFormatter.ofPattern(pattern, Locale.US).format(moment));
                }
                case EXPONENT, GENERAL, CONDITION -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(text.toString());
    }

    private String elapsed(String letters) {
        long unit = switch (letters.charAt(0)) {
            case 'h' -> 3600L * SECOND;
            case 'm' -> 60L * SECOND;
            default -> SECOND;
        };
        return String.format(Locale.ROOT, "%0" + letters.length() + "d", serial.millis() / unit);
    }

    private String half(String letters) {
        String half = moment.getHour() < 12 ? "AM" : "PM";
        return letters.length() > 3 ? half : half.substring(0, 1);
    }

    /** The digit of a second for a zero after the point. */
    private String decimal(int index) {
        int before = decimals(section.subList(0, index));
        String millis = String.format(Locale.ROOT, "%03d", serial.millis() % SECOND);
        return before < MOST_DECIMALS ? millis.substring(before, before + 1) : "0";
    }

    private String pattern(int index) {
        String letters = section.get(index).text();
        int count = letters.length();
        return switch (letters.charAt(0)) {
            case 'y' -> count <= 2 ? "uu" : "uuuu";
            case 'd' -> count <= 2 ? letters : count == 3 ? "EEE" : "EEEE";
            case 'h' -> (isHalved() ? "h" : "H").repeat(Math.min(count, 2));
            case 's' -> letters.substring(0, Math.min(count, 2));
            case 'm' -> isMinutes(index) ? letters.substring(0, Math.min(count, 2)) : "M".repeat(Math.min(count, 5));
            default -> "";
        };
    }

    private boolean isHalved() {
        return section.stream().anyMatch(token -> token.sign() == Sign.HALF_DAY);
    }

    /** Whether an m is after hours or before seconds. */
    private boolean isMinutes(int index) {
        return neighbour(index, -1) == 'h' || neighbour(index, 1) == 's';
    }

    private char neighbour(int index, int step) {
        for (int i = index + step; i >= 0 && i < section.size(); i += step) {
            FormatToken token = section.get(i);
            if (token.sign() == Sign.LETTERS || token.sign() == Sign.ELAPSED) {
                return token.text().charAt(0);
            }
        }
        return ' ';
    }
}
