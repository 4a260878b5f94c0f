package dev.upserter.operation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of a field says of the consent to messages by e-mail, by its words alone. English, and the words that
 * exports have in German, French, Spanish, Portuguese, Italian and Dutch. docs/cli.md lists examples. Stateless.
 */
public enum ConsentName {
    /** True for who wants no messages. */
    OPT_OUT,
    /** True for who wants messages. */
    CONSENT,
    /** When somebody wanted no more messages. */
    OPT_OUT_TIME;

    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Set<String> OUT =
            words("unsubscribed unsubscribe unsubscribes unsub optout optedout suppressed cleaned clean"
                    + " abgemeldet abbestellt ausgetragen werbewiderspruch widersprochen"
                    + " desinscrit desinscrite desabonne desabonnee desabonnement desinscription"
                    + " desuscrito desuscrita desinscrito desinscrita descadastrado descadastrada"
                    + " disiscritto disiscritta disiscrizione uitgeschreven afgemeld");
    private static final Set<String> IN = words("subscribed optin optedin abonniert abonnierte subscrito subscrita"
            + " suscrito suscrita geabonneerd werbeeinwilligung");

    /** They say something beside the messages that are meant. */
    private static final Set<String> IN_FOR = words(
            "consent consents consented permission accept accepts accepted allow"
                    + " allows allowed want wants wanted receive receives agree agrees agreed subscribe subscription"
                    + " einwilligung zustimmung erlaubt angemeldet erhalten"
                    + " consentement accepte abonne abonnee inscrit inscrite inscription abonnement"
                    + " consentimiento acepta recibe recibir suscripcion consentimento aceita aceite recebe receber inscrito inscrita"
                    + " inscricao consenso accetta riceve iscritto iscritta iscrizione toestemming ontvangt ingeschreven aangemeld");

    private static final Set<String> MESSAGES = words(
            "email emails mail mails mailing mailings marketing newsletter newsletters"
                    + " emailing communications promotions advertising"
                    + " werbung werbemails rundbrief publicite courriel courriels lettre boletin boletines correo correos"
                    + " publicidad publicidade comunicacoes comunicaciones pubblicita comunicazioni nieuwsbrief nieuwsbrieven reclame");
    private static final Set<String> NEWSLETTERS = words("newsletter newsletters boletin nieuwsbrief rundbrief");
    private static final Set<String> CONTACT =
            words("contact kontaktieren contacter contactar contatar contattare enviar mailen");
    private static final Set<String> NO = words("no not dont never nicht kein keine keinen pas ne nao non niet geen");
    private static final Set<String> TIME = words("at on date time timestamp datetime datum am le fecha data zeit op");
    private static final Set<String> OTHERS =
            words("is has have been do does from of to for by in the a e all any global"
                    + " globally user customer contacts person member profile buyer hs c status state flag out opt opted"
                    + " ist hat von vom aus allen alle der die das zum zur fur ins"
                    + " est a de du des la les l tous toutes dado dada baja los las todos todas del el i ai alle dalla dal van voor"
                    + " electronico electronicos information");
    private static final Set<String> STATES = words("status state");
    private static final Set<String> ALL = all();

    /** What a name says; empty where it says nothing of that, or of one kind of messages other than e-mail. */
    public static Optional<ConsentName> of(String name) {
        List<String> words = parts(name);
        if (words.isEmpty() || !ALL.containsAll(words)) {
            return Optional.empty();
        }
        boolean isOut = has(words, OUT)
                || is(words, "opt", "out")
                || is(words, "opted", "out")
                || is(words, "dado", "baja")
                || is(words, "dada", "baja");
        boolean isIn = has(words, IN) || is(words, "opt", "in") || is(words, "opted", "in");
        boolean isFor = has(words, IN_FOR) && has(words, MESSAGES);
        if (isOut) {
            return isIn || has(words, NO) ? Optional.empty() : Optional.of(has(words, TIME) ? OPT_OUT_TIME : OPT_OUT);
        }
        if (has(words, NO)) {
            return isDenied(words) ? Optional.of(OPT_OUT) : Optional.empty();
        }
        boolean isMessages = has(words, NEWSLETTERS)
                || words.contains("marketing") && (words.contains("email") || words.contains("emails"));
        boolean isState = has(words, STATES) && words.contains("subscription");
        return (isIn || isFor || isMessages || isState) && !has(words, TIME) ? Optional.of(CONSENT) : Optional.empty();
    }

    private static Set<String> all() {
        var all = new HashSet<String>();
        List.of(OUT, IN, IN_FOR, MESSAGES, CONTACT, NO, TIME, OTHERS, STATES).forEach(all::addAll);
        return Set.copyOf(all);
    }

    /** Whether a word for no stands before what is not wanted; a contact no is a number. */
    private static boolean isDenied(List<String> words) {
        int no = 0;
        while (!NO.contains(words.get(no))) {
            no++;
        }
        List<String> after = words.subList(no, words.size());
        return has(after, MESSAGES)
                || has(after, CONTACT)
                || has(after, IN)
                || is(after, "opt", "in")
                || is(after, "opted", "in");
    }

    /** Whether a consent names the messages, and not only that somebody subscribed to something. */
    public static boolean namesMessages(String name) {
        return has(parts(name), MESSAGES);
    }

    private static boolean has(List<String> words, Set<String> some) {
        return words.stream().anyMatch(some::contains);
    }

    /** Whether the words stand in this order, perhaps with others between them. */
    private static boolean is(List<String> words, String first, String second) {
        int at = words.indexOf(first);
        return at >= 0 && words.subList(at, words.size()).contains(second);
    }

    private static List<String> parts(String name) {
        String spaced = CAMEL.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
        String plain = ACCENTS.matcher(Normalizer.normalize(spaced, Normalizer.Form.NFD))
                .replaceAll("");
        var words = new ArrayList<>(Arrays.asList(BETWEEN.split(plain)));
        words.remove("");
        return words;
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split(" ")));
    }
}
