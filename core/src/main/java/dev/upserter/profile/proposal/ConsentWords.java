package dev.upserter.profile.proposal;

import dev.upserter.mapping.spec.Cast;
import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.OptOutWords;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words by which a column says who wants messages. docs/init.md lists them. Stateless. */
final class ConsentWords {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    /** Words that {@code as: boolean} knows. */
    static final Set<String> TRUE = Cast.ToBoolean.TRUE;

    static final Set<String> FALSE = Cast.ToBoolean.FALSE;

    /** Somebody has said to want no messages, or can have none. */
    static final Set<String> OUT =
            words("unsubscribed,cleaned,bounced,complained,non subscribed,not subscribed,never subscribed,"
                    + "opted out,opt out,optout,optedout,do not email,do not mail,do not contact,do not allow,do not send,do not market,no emails,no marketing,abgemeldet,abbestellt,desinscrit,desabonne,desuscrito,dado de baja,descadastrado,"
                    + "disiscritto,uitgeschreven,afgemeld");

    static final Set<String> IN = words(
            "subscribed,opted in,opt in,optin,optedin,abonniert,angemeldet,abonne,inscrit,suscrito,subscrito,inscrito,iscritto,"
                    + "geabonneerd,ingeschreven,aangemeld");

    /** They are in each configuration of states, so that rows to come are read too. */
    private static final Set<String> COMMON_OUT = Set.of(
            "unsubscribed", "cleaned", "bounced", "complained", "non-subscribed", "not subscribed", "never subscribed");

    /** What mail servers and complaints say, and not the person. */
    private static final Set<String> TROUBLE = words("cleaned,bounced,complained");

    /** Words that say it beside others of these lists only. */
    private static final Set<String> RATHER_OUT = words(
            "pending,unconfirmed,not confirmed,not activated,transactional,archived,redacted,invalid,suppressed,none,no,never,"
                    + "deleted,removed,junk,spam,marked as spam,reported spam,abuse,complaint,undeliverable,undelivered,held,"
                    + "on hold,temp hold,awaiting confirmation,pending confirmation,not set,inactive,disabled,deactivated,suspended,blocked,blocklisted,blacklisted,banned,"
                    + "bounce,hard bounce,hard bounced,soft bounce,soft bounced,failed,cancelled,canceled,"
                    + "no consent,not consented,consent withdrawn,withdrawn,revoked,denied,declined,refused,"
                    + "geloscht,inaktiv,gesperrt,unzustellbar,supprime,inactif,bloque,eliminado,inactivo,bloqueado,"
                    + "inativo,excluido,eliminato,inattivo,bloccato,verwijderd,inactief,geblokkeerd");

    private static final Set<String> RATHER_IN = words(
            "ok,okay,member,all emails,allow,allowed,send,active,confirmed,enabled,consented,granted,consent given,express,implied,explicit,aktiv,bestatigt,actif,confirme,activo,confirmado,ativo,attivo,confermato,actief");

    /** They say that an address can be mailed to: beside an opt-out, who has one has not opted out; alone, they are no consent. */
    private static final Set<String> DELIVERABLE = words("valid,verified,deliverable,ok to mail");

    private static final Pattern STATE =
            Pattern.compile("status|state|statut|estado|stato|zustand|subscri|abonn|consent", Pattern.CASE_INSENSITIVE);

    /** They answer a mail that asks whether an address was meant to be on the list. */
    private static final Set<String> CONFIRMED = words("confirmed,bestatigt,confirme,confirmado,confermato");

    private static final Set<String> YES = withBits(
            "ja,j,oui,si,sim,wahr,vrai,verdadero,verdadeiro,vero,waar,x,checked,\u2713,\u2714,\u2611,\u2705",
            KnownWords.Pair::yes);
    private static final Set<String> NO =
            withBits("nein,non,nao,nee,falsch,faux,falso,onwaar,unchecked,\u2610", KnownWords.Pair::no);

    /** Beside them a cross says no; alone, it may be a tick. */
    private static final Set<String> TICKS = words("\u2713,\u2714,\u2611,\u2705");

    private static final Set<String> CROSSES = words("\u2717,\u2718,\u2715,\u2716,\u274c");

    /** In a column that is named for an opt-out, they say beside other words that there is none. */
    private static final Set<String> NOTHING = words("none,never,not set");

    /** They answer a column whose name asks for a consent. */
    private static final Set<String> GRANTED =
            words("granted,given,agreed,accepted,confirmed,consented,i agree,i consent,i accept");

    private static final Set<String> DENIED =
            words("denied,declined,refused,rejected,withdrawn,revoked,not given,not granted,"
                    + "no consent,not consented,i disagree,i decline");

    /** A word, and what somebody adds to it, as in "No, thanks". */
    private static final Pattern ANSWER = Pattern.compile("(\\p{L}+)(?:\\s*[,.;:!]+(?:\\s.*)?|\\s+[\u2013\u2014-]\\s.*|"
            + "\\s+(?:please|thanks|thank you|danke|bitte|merci|gracias|por favor|obrigad[oa]|grazie|dank je))");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** After a yes, they say that it holds no more, not always or not for all. */
    private static final Pattern LIMITS = Pattern.compile(
            "^(?:not|never|but|until|till|except|only|nicht|kein.?.?|aber|bis|nur|mais|jusqu|pas|pero|hasta|ma|fino|maar|tot|stop.*"
                    + "|unsub.*|opt(?:ed)?|optout|optedout|cancel.*|withdr.*|revoke.*|expire.*|ended|abgemeldet|abbestellt|widerruf.*|desabonne.*"
                    + "|desinscrit.*|desuscri.*|descadastr.*|disiscri.*|uitgeschreven|afgemeld)$");

    /** They say that somebody took back what the column is about. */
    private static final Set<String> TAKEN_BACK = words("revoked,unsubscribe");

    private ConsentWords() {}

    /** Whether some values are words of an opt-out, whatever the others and the column's name say. */
    static boolean hasOptOut(Column column) {
        return !isOfAnotherChannel(column)
                && column.texts().words().keySet().stream()
                        .map(ConsentWords::plain)
                        .anyMatch(word -> OUT.contains(word) && !TROUBLE.contains(word) || TAKEN_BACK.contains(word));
    }

    /** Whether a column of states has people who are subscribed beside some who, by a word with a second meaning, may not be. */
    static boolean mayHaveOptOut(Column column) {
        Set<String> words = column.texts().words().keySet();
        return isNamedState(column)
                && !isOfAnotherChannel(column)
                && words.contains("subscribed")
                && words.stream().map(ConsentWords::plain).anyMatch(RATHER_OUT::contains);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(",")).map(ConsentWords::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Words, and the bits that databases write for them. */
    private static Set<String> withBits(String text, Function<KnownWords.Pair, Set<String>> side) {
        return Stream.concat(
                        words(text).stream(), KnownWords.BITS.stream().map(side).flatMap(Set::stream))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Without accents, and without what comes between words. */
    private static String plain(String word) {
        String small = ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return small.replaceAll("[\\s_-]+", "");
    }

    /** The word for yes or no that an answer starts with; the plain word where it starts with none. */
    private static String answer(String word) {
        var answer = ANSWER.matcher(word.strip());
        return plain(answer.matches() && !isTakenBack(answer.group(1), word) ? answer.group(1) : word);
    }

    /** Whether what follows the first word of an answer says the opposite, or until when it holds. */
    private static boolean isTakenBack(String first, String answer) {
        String word = plain(first);
        boolean isYes = TRUE.contains(word) || YES.contains(word) || GRANTED.contains(word);
        return Arrays.stream(BETWEEN.split(answer.strip().substring(first.length())))
                .map(ConsentWords::plain)
                .anyMatch(next -> isYes
                        ? FALSE.contains(next)
                                || NO.contains(next)
                                || DENIED.contains(next)
                                || LIMITS.matcher(next).find()
                        : TRUE.contains(next) && !next.equals("on") || YES.contains(next) || GRANTED.contains(next));
    }

    private static boolean isYes(String word, boolean isAsked) {
        String answer = answer(word);
        return TRUE.contains(answer) || YES.contains(answer) || isAsked && GRANTED.contains(answer);
    }

    private static boolean isNo(String word, boolean isAsked) {
        String answer = answer(word);
        return FALSE.contains(answer) || NO.contains(answer) || isAsked && DENIED.contains(answer);
    }

    /** Whether a column is about other messages than e-mails. */
    static boolean isOfAnotherChannel(Column column) {
        return OptOutWords.isOfAnotherChannel(column.name());
    }

    /** Whether a column's name is one of a state. */
    static boolean isNamedState(Column column) {
        return STATE.matcher(column.name()).find();
    }

    /**
     * Whether all values are one word for yes, and the other rows are blank: who fills it by ticks means no by them. A null in
     * a column of opt-outs, as a failed lookup leaves it, says nothing.
     *
     * @param isAsked whether the column's name asks for a consent, which one may grant
     */
    static boolean isTick(Column column, long rows, boolean isAsked) {
        Set<String> words = column.texts().words().keySet();
        boolean isOne = column.nullWords() == 0
                && (isAsked || column.count(Look.NULL) == 0)
                && column.values() < rows
                && (words.size() == 1
                        || words.isEmpty()
                                && column.distinct() == 1
                                && column.examples().size() == 1);
        if (!isOne) {
            return false;
        }
        return isYes(
                words.isEmpty()
                        ? column.examples().getFirst()
                        : words.iterator().next(),
                isAsked);
    }

    /**
     * What the words of one column say.
     *
     * @param out    they say that somebody wants no messages
     * @param in     they say that somebody wants messages
     * @param yes    they say that what the column's name says is true
     * @param no     they say that it is not
     * @param others how many values say something else
     * @param isClear whether some of them say it whatever the column's name is
     * @param isFirm whether one of them says that a person has opted out, beside which nobody is to be guessed in
     */
    record Said(
            Set<String> out,
            Set<String> in,
            Set<String> yes,
            Set<String> no,
            long others,
            boolean isClear,
            boolean isFirm) {

        /**
         * What they say.
         *
         * @param name what the column's name says; empty where it says nothing
         */
        static Said of(Map<String, Long> words, Optional<ConsentName> name) {
            boolean isAsked = name.equals(Optional.of(ConsentName.CONSENT));
            boolean isOptOut = name.equals(Optional.of(ConsentName.OPT_OUT));
            boolean isState = has(words, IN::contains)
                    || has(words, OUT::contains)
                    || isAsked
                            && has(words, CONFIRMED::contains)
                            && has(words, word -> RATHER_OUT.contains(word) && !isNo(word, true));
            boolean isAnswer = isState || has(words, word -> isYes(word, isAsked));
            Predicate<String> denies =
                    word -> isOptOut && (isNo(word, false) || isAnswer && NOTHING.contains(plain(word)));
            Set<String> out = some(
                    words, word -> OUT.contains(word) || isState && RATHER_OUT.contains(word) && !denies.test(word));
            boolean isFirm = has(words, word -> OUT.contains(word) && !TROUBLE.contains(word));
            Set<String> in = some(
                    words,
                    word -> IN.contains(word)
                            || isState && RATHER_IN.contains(word)
                            || isFirm && DELIVERABLE.contains(word));
            Set<String> yes = said(words, word -> !in.contains(word) && isYes(word, isAsked));
            boolean hasTicks = has(words, TICKS::contains);
            Set<String> no = said(
                    words,
                    word -> !out.contains(word)
                            && (isNo(word, isAsked) || denies.test(word) || hasTicks && CROSSES.contains(plain(word))));
            long others = words.entrySet().stream()
                    .filter(word -> !out.contains(word.getKey())
                            && !in.contains(word.getKey())
                            && !yes.contains(word.getKey())
                            && !no.contains(word.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            boolean isClear = has(words, OUT::contains) && !in.isEmpty();
            return new Said(out, in, yes, no, others, isClear, isFirm);
        }

        private static boolean has(Map<String, Long> words, Predicate<String> is) {
            return words.keySet().stream().map(ConsentWords::plain).anyMatch(is);
        }

        private static Set<String> said(Map<String, Long> words, Predicate<String> are) {
            return words.keySet().stream().filter(are).collect(Collectors.toCollection(TreeSet::new));
        }

        private static Set<String> some(Map<String, Long> words, Predicate<String> are) {
            return words.keySet().stream()
                    .filter(word -> are.test(plain(word)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Whether they say a state, and not only yes and no. */
        boolean isState() {
            return !out.isEmpty() || !in.isEmpty();
        }

        /** Whether {@code as: boolean} knows all of them. */
        boolean isPlain() {
            return !isState() && TRUE.containsAll(yes) && FALSE.containsAll(no);
        }

        boolean isEmpty() {
            return !isState() && yes.isEmpty() && no.isEmpty();
        }

        /** The words for who wants no messages. */
        List<String> unsubscribed(boolean isOptOut) {
            return all(isState() ? COMMON_OUT : Set.of(), out, isOptOut ? yes : no, isOptOut ? TRUE : FALSE);
        }

        /** The words for who wants messages. */
        List<String> subscribed(boolean isOptOut) {
            return all(isState() ? Set.of("subscribed") : Set.of(), in, isOptOut ? no : yes, isOptOut ? FALSE : TRUE);
        }

        private static List<String> all(
                Set<String> common, Set<String> found, Set<String> said, Set<String> otherwise) {
            var all = new TreeSet<>(common);
            all.addAll(found);
            all.addAll(said);
            return List.copyOf(all.isEmpty() ? new TreeSet<>(otherwise) : all);
        }
    }
}
