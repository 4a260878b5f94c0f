package dev.upserter.template.value;

import java.time.OffsetDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats moments with the directives of strftime in C and Ruby; names are English, digits are ASCII. */
public final class Strftime {
    private static final String FLAGS = "-0^#_:";

    private final OffsetDateTime moment;
    private final String format;
    private final Budget budget;
    private final StringBuilder text = new StringBuilder();

    private Strftime(OffsetDateTime moment, String format, Budget budget) {
        this.moment = moment;
        this.format = format;
        this.budget = budget;
    }

    public static String text(OffsetDateTime moment, String format, Budget budget) {
        var strftime = new Strftime(moment, format, budget);
        int i = 0;
        while (i < format.length()) {
            i = format.charAt(i) == '%' ? strftime.directive(i) : strftime.copy(i, i + 1);
        }
        return strftime.text.toString();
    }

    private int copy(int from, int to) {
        budget.make(to - from);
        text.append(format, from, to);
        return to;
    }

    /** The text of a directive, and its default padding. */
    private record Part(String text, char fill, int width) {
        static Part number(long number, int width) {
            return new Part(String.valueOf(number), '0', width);
        }

        static Part blank(long number) {
            return new Part(String.valueOf(number), ' ', 2);
        }

        static Part word(String text) {
            return new Part(text, ' ', 0);
        }
    }

    /** Shows one directive; returns where the format continues. An unknown one is kept unchanged. */
    private int directive(int start) {
        int i = start + 1;
        while (i < format.length() && FLAGS.indexOf(format.charAt(i)) >= 0) {
            i++;
        }
        int digits = i;
        while (i < format.length() && i < digits + 3 && Character.isDigit(format.charAt(i)) && format.charAt(i) < 128) {
            i++;
        }
        if (i == format.length()) {
            return copy(start, i);
        }
        String flags = format.substring(start + 1, digits);
        int width = i == digits ? 0 : Integer.parseInt(format.substring(digits, i));
        Part part = part(format.charAt(i), flags, width);
        if (part == null) {
            return copy(start, i + 1);
        }
        show(part, flags, width);
        return i + 1;
    }

    private void show(Part part, String flags, int width) {
        char fill = flags.contains("0") ? '0' : flags.contains("_") ? ' ' : part.fill();
        int wanted = flags.contains("-") ? 0 : width == 0 ? part.width() : width;
        String shown = flags.contains("^") ? part.text().toUpperCase(Locale.ROOT) : part.text();
        shown = flags.contains("#") ? swapped(shown) : shown;
        budget.make(Math.max(wanted, shown.length()));
        boolean signed = shown.startsWith("-") && fill == '0';
        text.append(signed ? "-" : "")
                .append(String.valueOf(fill).repeat(Math.max(0, wanted - shown.length())))
                .append(signed ? shown.substring(1) : shown);
    }

    private static String swapped(String text) {
        return text.equals(text.toUpperCase(Locale.ROOT))
                ? text.toLowerCase(Locale.ROOT)
                : text.toUpperCase(Locale.ROOT);
    }

    private @Nullable Part part(char letter, String flags, int width) {
        return switch (letter) {
            case 'Y' -> Part.number(moment.getYear(), 4);
            case 'C' -> Part.number(Math.floorDiv(moment.getYear(), 100), 2);
            case 'y' -> Part.number(Math.floorMod(moment.getYear(), 100), 2);
            case 'm' -> Part.number(moment.getMonthValue(), 2);
            case 'd' -> Part.number(moment.getDayOfMonth(), 2);
            case 'e' -> Part.blank(moment.getDayOfMonth());
            case 'j' -> Part.number(moment.getDayOfYear(), 3);
            case 'B' -> Part.word(name(moment.getMonth()));
            case 'b', 'h' -> Part.word(name(moment.getMonth()).substring(0, 3));
            case 'A' -> Part.word(weekday());
            case 'a' -> Part.word(weekday().substring(0, 3));
            case 'u' -> Part.number(moment.getDayOfWeek().getValue(), 1);
            case 'w' -> Part.number(moment.getDayOfWeek().getValue() % 7, 1);
            case 'G' -> Part.number(moment.get(IsoFields.WEEK_BASED_YEAR), 4);
            case 'g' -> Part.number(Math.floorMod(moment.get(IsoFields.WEEK_BASED_YEAR), 100), 2);
            case 'V' -> Part.number(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'U' ->
                Part.number((moment.getDayOfYear() + 6 - moment.getDayOfWeek().getValue() % 7) / 7, 2);
            case 'W' ->
                Part.number((moment.getDayOfYear() + 7 - moment.getDayOfWeek().getValue()) / 7, 2);
            default -> time(letter, flags, width);
        };
    }

    private static String name(Enum<?> month) {
        return month.name().charAt(0) + month.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private String weekday() {
        return name(moment.getDayOfWeek());
    }

    private @Nullable Part time(char letter, String flags, int width) {
        int twelve = (moment.getHour() + 11) % 12 + 1;
        return switch (letter) {
            case 'H' -> Part.number(moment.getHour(), 2);
            case 'k' -> Part.blank(moment.getHour());
            case 'I' -> Part.number(twelve, 2);
            case 'l' -> Part.blank(twelve);
            case 'M' -> Part.number(moment.getMinute(), 2);
            case 'S' -> Part.number(moment.getSecond(), 2);
            case 'p' -> Part.word(moment.getHour() < 12 ? "AM" : "PM");
            case 'P' -> Part.word(moment.getHour() < 12 ? "am" : "pm");
            case 'L' -> Part.word(fraction(width == 0 ? 3 : width));
            case 'N' -> Part.word(fraction(width == 0 ? 9 : width));
            case 's' -> Part.number(moment.toEpochSecond(), 1);
            case 'z' -> Part.word(offset(flags.contains(":") ? ":" : ""));
            case 'Z' -> Part.word(moment.getOffset().getTotalSeconds() == 0 ? "UTC" : offset(":"));
            default -> joined(letter);
        };
    }

    private String fraction(int digits) {
        String nanos = String.valueOf(1_000_000_000L + moment.getNano()).substring(1);
        return digits <= nanos.length() ? nanos.substring(0, digits) : nanos + "0".repeat(digits - nanos.length());
    }

    private String offset(String between) {
        int minutes = Math.abs(moment.getOffset().getTotalSeconds()) / 60;
        String sign = moment.getOffset().getTotalSeconds() < 0 ? "-" : "+";
        return sign + twoDigits(minutes / 60) + between + twoDigits(minutes % 60);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private @Nullable Part joined(char letter) {
        String parts = switch (letter) {
            case 'D', 'x' -> "%m/%d/%y";
            case 'F' -> "%Y-%m-%d";
            case 'T', 'X' -> "%H:%M:%S";
            case 'R' -> "%H:%M";
            case 'r' -> "%I:%M:%S %p";
            case 'c' -> "%a %b %e %H:%M:%S %Y";
            case 'v' -> "%e-%^b-%Y";
            case '+' -> "%a %b %e %H:%M:%S %Z %Y";
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> "";
        };
        if (letter == '%') {
            return Part.word("%");
        }
        return parts.isEmpty() ? null : Part.word(text(moment, parts, budget));
    }
}
