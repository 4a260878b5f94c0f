package dev.upserter.profile.proposal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names of columns ask for yes or no, such as {@code is_active} or {@code opt_out_of_sms}. docs/init.md lists them. Stateless. */
final class BooleanNames {
    private static final Pattern CAMEL = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    /** As the first word. */
    private static final Set<String> ASKING = Set.of(
            "is",
            "has",
            "have",
            "was",
            "wants",
            "accepts",
            "accept",
            "allows",
            "allow",
            "receives",
            "agrees",
            "agreed",
            "consents",
            "ist",
            "tiene");

    /** As the first word before a state; before others they have further meanings. */
    private static final Set<String> ASKING_STATES = Set.of("can", "hat", "est", "tem");

    /** As the last word: what it names is no yes or no. */
    private static final Set<String> NO_BOOLEANS = Set.of(
            "count",
            "counts",
            "number",
            "no",
            "nr",
            "id",
            "code",
            "version",
            "reason",
            "size",
            "total",
            "amount",
            "date",
            "time",
            "timestamp",
            "at",
            "by",
            "source");

    /** Alone, or after what they are said of. */
    private static final Set<String> STATES = Set.of(
            "active",
            "inactive",
            "enabled",
            "disabled",
            "verified",
            "confirmed",
            "blocked",
            "banned",
            "deleted",
            "archived",
            "suspended",
            "exempt",
            "aktiv",
            "actif",
            "activo",
            "ativo",
            "attivo",
            "actief");

    private static final Set<String> HOLDERS = Set.of(
            "email", "mail", "phone", "account", "user", "customer", "member", "profile", "contact", "record", "tax");

    private BooleanNames() {}

    /** Whether a name asks for yes or no. */
    static boolean asks(String name) {
        List<String> words = Arrays.stream(CAMEL.matcher(name)
                        .replaceAll(" ")
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty() || NO_BOOLEANS.contains(words.getLast())) {
            return false;
        }
        String last = words.getLast();
        return words.size() > 1 && ASKING.contains(words.getFirst())
                || isOpt(words) && !AmountNames.isAmount(last)
                || words.size() > 1 && last.equals("flag") && !words.contains("country")
                || words.size() == 2 && ASKING_STATES.contains(words.getFirst()) && STATES.contains(last)
                || STATES.contains(last)
                        && (words.size() == 1 || words.size() == 2 && HOLDERS.contains(words.getFirst()));
    }

    /** Opted in or out, of whatever. */
    private static boolean isOpt(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean isPair = (word.equals("opt") || word.equals("opted"))
                    && i + 1 < words.size()
                    && Set.of("in", "out").contains(words.get(i + 1));
            if (isPair || Set.of("optin", "optout", "optedin", "optedout").contains(word)) {
                return true;
            }
        }
        return false;
    }
}
