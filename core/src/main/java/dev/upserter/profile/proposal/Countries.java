package dev.upserter.profile.proposal;

import dev.upserter.mapping.spec.Cast;
import dev.upserter.profile.Column;
import dev.upserter.profile.Profile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of which country the people of some data are, where all are of one. Stateless. */
final class Countries {
    private static final Pattern NAMES =
            Pattern.compile("\\b(country|land|pa[i\u00ed]s|pays)\\b", Pattern.CASE_INSENSITIVE);
    private static final List<Locale> LANGUAGES =
            Stream.of("en", "de", "fr", "es", "pt", "it", "nl").map(Locale::of).toList();
    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOCountries())
            .flatMap(code -> LANGUAGES.stream()
                    .map(language -> Map.entry(
                            Locale.of("", code).getDisplayCountry(language).toLowerCase(Locale.ROOT), code)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));

    private Countries() {}

    /** The country by its two letters, where each column of countries holds that one alone; empty otherwise. */
    static String of(Profile profile) {
        List<Optional<String>> all = profile.columns().stream()
                .filter(column -> column.values() > 0
                        && NAMES.matcher(column.name().replace('_', ' ')).find())
                .map(Countries::only)
                .toList();
        Set<Optional<String>> different = new HashSet<>(all);
        return different.size() == 1 ? all.getFirst().orElse("") : "";
    }

    private static Optional<String> only(Column column) {
        Set<String> codes =
                column.texts().words().keySet().stream().map(Countries::code).collect(Collectors.toSet());
        return codes.size() == 1 ? codes.stream().findFirst().filter(Cast.Phone::isCountry) : Optional.empty();
    }

    private static String code(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return upper.length() == 2 ? upper : BY_NAME.getOrDefault(word, "");
    }
}
