package dev.upserter.source.guess;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns of the CSV that {@code firebase auth:export} writes, without a header. Stateless. */
final class FirebaseUsers {
    private static final List<String> OWN =
            List.of("uid", "email", "emailVerified", "passwordHash", "passwordSalt", "displayName", "photoUrl");
    private static final List<String> OF_PROVIDERS = List.of("id", "email", "displayName", "photoUrl");
    private static final List<String> LAST =
            List.of("createdAt", "lastLoginAt", "phoneNumber", "disabled", "customAttributes");

    /** Up to the number of the phone, as the first versions had them. */
    private static final int FEWEST = 26;

    private static final List<String> ALL = Stream.of(
                    OWN.stream(),
                    Stream.of("google", "facebook", "twitter", "github")
                            .flatMap(provider -> OF_PROVIDERS.stream().map(field -> provider + "_" + field)),
                    LAST.stream(),
                    Stream.of("column_29")) // of a comma at the end of each row
            .flatMap(names -> names)
            .toList();

    private static final int VERIFIED = ALL.indexOf("emailVerified");
    private static final int CREATED = ALL.indexOf("createdAt");
    private static final Pattern MILLISECONDS = Pattern.compile("(1[0-9]{12})?");

    private FirebaseUsers() {}

    /** The names of the columns; empty if the rows are others. */
    static List<String> names(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        boolean isExport = columns >= FEWEST
                && columns <= ALL.size()
                && all(rows, VERIFIED, cell -> cell.equals("true") || cell.equals("false"))
                && all(rows, CREATED, cell -> MILLISECONDS.matcher(cell).matches());
        if (!isExport) {
            return List.of();
        }
        return ALL.subList(0, columns);
    }

    private static boolean all(List<List<String>> rows, int column, Predicate<String> is) {
        return rows.stream().allMatch(row -> is.test(row.get(column).strip()));
    }
}
