package dev.upserter.profile;

import dev.upserter.operation.AttributeName;
import java.util.regex.Pattern;

/** Which names of columns speak of a day or a moment. Stateless. */
public final class DateNames {
    private static final Pattern MOMENT = Pattern.compile(
            "creat|updat|modif|join|regist|sign.?up|(last|first).?(seen|login|log.?in|active|activity|visit|open|click|contact)|timestamp|epoch|unix|_ts$|^ts$|^at$|[_"
                    + " -](ms|msec|millis|milliseconds|us|micros|microseconds|ns|nanos|nanoseconds)$"
                    + "|(?-i:(?<=\\p{Ll})(Ms|Millis|Us|Micros|Ns|Nanos)$)"
                    + "|(trial|subscription|membership).?(start|end)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DAY = Pattern.compile(
            "date|datum|fecha|renew|expir|valid|until|since|(_| )(am|le|el|em)$", Pattern.CASE_INSENSITIVE);

    private DateNames() {}

    /** Whether a name is one of a moment. */
    public static boolean isMoment(String name) {
        String plain = KnownNames.withoutWrapper(name);
        return name.contains(".$date")
                || new AttributeName(plain).namesDate()
                || MOMENT.matcher(plain).find();
    }

    /** Whether a name is one of a day. */
    public static boolean namesDay(String name) {
        return DAY.matcher(KnownNames.withoutWrapper(name)).find();
    }

    /** Whether a name is one of a day or a moment. */
    public static boolean isDate(String name) {
        return isMoment(name) || AttributeName.namesBirth(name) || namesDay(name);
    }
}
