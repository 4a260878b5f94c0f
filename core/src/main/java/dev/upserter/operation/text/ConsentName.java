package dev.upserter.operation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the name of a field says of the consent to messages by e-mail, by its words alone. English, and the words that
 * exports have in German, French, Spanish, Portuguese, Italian and Dutch. docs/init.md lists examples. Stateless.
 */
public enum ConsentName {
    /** True for who wants no messages. */
    OPT_OUT,
    /** True for who wants messages. */
    CONSENT,
    /** When somebody wanted no more messages. */
    OPT_OUT_TIME,
    /** When somebody wanted messages. */
    CONSENT_TIME;

    private static final Pattern APOSTROPHE = Pattern.compile("n['\u2019]t\\b");
    /** As in UnSubscribed. */
    private static final Pattern APART = Pattern.compile("\\bun (?=subscri)");

    private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Words of German that say when somebody wanted no more messages. */
    private static final String OUT_AT = " abmeldedatum abmeldezeit abmeldezeitpunkt austragungsdatum abbestelldatum";

    private static final Set<String> OUT = words(
            "unsubscribed unsubscribe unsubscribes unsubscription unsub optout optedout suppressed suppression suppressions"
                    + " cleaned clean blacklist blacklisted blocklist blocklisted uncontactable unmailable"
                    + " optouts abgemeldet abbestellt abbestellen abmelden ausgetragen werbewiderspruch werbesperre widersprochen"
                    + " desinscrit desinscrite desabonne desabonnee desabonnement desinscription"
                    + " desuscrito desuscrita desinscrito desinscrita descadastrado descadastrada"
                    + " desuscripcion desinscripcion descadastro abmeldung abbestellung austragung afmelding uitschrijving"
                    + " disiscritto disiscritta disiscrizione uitgeschreven afgemeld"
                    + OUT_AT);
    private static final Set<String> IN = words(
            "subscribed optin optedin abonniert abonnierte subscrito subscrita"
                    + " suscrito suscrita abonne abonnee geabonneerd werbeeinwilligung mailable emailable contactable marketable");

    private static final Set<String> REASONS = words("suppression suppressions blacklist blocklist optouts");

    /** What is beside a word of an opt-out where each entry is one: why, by what, or from what. */
    private static final Set<String> ENTRIES = words(
            "reason reasons source method comment comments feedback grund motivo motif"
                    + " channel channels ids list lists topic topics types group groups message messages campaign campaigns");

    private static final Set<String> NO_ENTRIES = words("clean cleaned");

    /** Beside a consent or the messages that are meant, they say that somebody took it back or never gave it. */
    private static final Set<String> REVOKED =
            words("revoked revoke revocation withdrawn withdraw withdrew withdrawal declined denied refused rescinded"
                    + " widerrufen widerruf entzogen revoque retire refuse revocado revogado retirado revocato ritirato"
                    + " ingetrokken");

    /** Beside the messages that are meant, they say that nobody gets them. */
    private static final Set<String> OUT_FOR =
            words("disabled suspended deactivated invalid blocked bounced undeliverable cancelled canceled stopped"
                    + " unreachable deaktiviert desactive ungultig gesperrt");

    /** They say something beside the messages that are meant. */
    private static final Set<String> IN_FOR = words(
            "enabled consent consents consented permission permissions accept accepts accepted allow"
                    + " allows allowed permitted ok okay can reachable want wants wanted receive receives agree agrees agreed subscribe subscription send"
                    + " einwilligung zustimmung erlaubt angemeldet erhalten bekommen recevoir ricevere ontvangen"
                    + " consentement accepte abonne abonnee inscrit inscrite inscription abonnement"
                    + " consentimiento acepta recibe recibir suscripcion consentimento aceita aceite recebe receber inscrito inscrita"
                    + " inscricao consenso accetta riceve iscritto iscritta iscrizione toestemming ontvangt ingeschreven aangemeld");

    private static final Set<String> MESSAGES = words(
            "email emails emailed mail mails mailed mailing mailings marketing newsletter newsletters"
                    + " emailing communications promotions advertising"
                    + " werbung werbemails rundbrief publicite courriel courriels lettre boletin boletines correo correos"
                    + " publicidad publicidade comunicacoes comunicaciones pubblicita comunicazioni nieuwsbrief nieuwsbrieven reclame");
    private static final Set<String> NEWSLETTERS = words("newsletter newsletters boletin nieuwsbrief rundbrief");
    /** A question that has only them asks who wants some. */
    private static final Set<String> MAILS = words("emails mails mailings");

    /** They say it of somebody who may be contacted. */
    private static final Set<String> MAY = words(
            "ok okay may can allow allows allowed permission permitted consent accept accepts agree agrees agreed");

    /** Beside the messages that are meant, the time of one is that of a consent. */
    private static final Set<String> IN_AT = words(
            "subscribe subscription signup accepted agreed angemeldet anmeldung"
                    + " inscrit inscrite inscription suscripcion inscrito inscricao iscritto iscrizione ingeschreven aangemeld");

    private static final Set<String> CONTACT =
            words("contact contacted kontaktieren contacter contactar contatar contattare enviar mailen");
    private static final Set<String> NO =
            words("no not dont doesnt never nicht kein keine keinen pas ne nao non niet geen");
    static final Set<String> WHEN = words("date time timestamp datetime datum fecha data zeit" + OUT_AT);
    private static final Set<String> TIME = with(WHEN, "at on am le op until");

    /** Laws that ask for a consent. */
    private static final Set<String> LAWS = words("gdpr dsgvo rgpd");

    private static final Set<String> CONSENTS =
            words("consent consents consented permission einwilligung zustimmung consentement"
                    + " consentimiento consentimento consenso toestemming");
    private static final Set<String> OTHERS =
            words("is has have be been do does from of to for by in the a e all any global"
                    + " globally user customer contacts person member subscriber profile buyer hs c status state flag out opt opted"
                    + " ist hat von vom aus allen alle der die das zum zur fur ins"
                    + " est a de du des la les l tous toutes dado dada baja los las todos todas del el i ai alle dalla dal van voor"
                    + " electronico electronicos information black listed"
                    + " gp up hear metadata meta custom field fields attribute attributes property properties communication"
                    + " hard bounce marked reported spam complaint complained as given quer deseja desea quiere vuole souhaitez voulez vous"
                    + " bulk materials material double doppel cancelou mailchimp mc4wp woocommerce wordpress klaviyo hubspot brevo sendinblue"
                    + " i we you us our your my me would like can may please yes ja oui si sim"
                    + " stop outs"
                    + " ich mochte mochten empfanger empfangerin sie wir unser unsere unseren ihnen schicken");
    private static final Set<String> STATES = words("status state");
    private static final Set<String> STATES_OF = words("subscription subscriber marketing");
    private static final Set<String> ALL = all();

    /** Yes and no after a question. */
    private static final Pattern YES_NO =
            Pattern.compile("\\b(?:yes|ja|oui|si|sim|y|j|o|s) (?:no|nein|non|nao|nee|n)$");

    private static final Set<String> OPT_IN = words("optin optedin");

    private static final String OUT_SOUND =
            "unsubscri|\\bunsub|opt(?:ed)? ?out|do ?not ?(?:e ?mail|contact|market)|suppress"
                    + "|^(?:is |has |e ?mail |hard )*bounced?$|^(?:is |marked as |reported )*spam(?: report(?:ed)?)?$"
                    + "|^(?:es )?baja$|^cancellat[oa]$|(?:werbe|mail|newsletter)sperre";
    private static final Pattern SOUNDS = Pattern.compile(OUT_SOUND
            + "|^(?:is |on |in )?(?:the |our )?(?:e ?mail )?mailing ?list$"
            + "|\\b(?:eu|ccpa) consent$|e ?mail notifications?$|^(?:metadata )?marketing(?: metadata)?$"
            + "|(?:marketing|communication|contact) preferences?$"
            + "|(?:mail|marketing|newsletter).*(?:consent|opt(?:ed)? ?in|permission|revoked|withdrawn)"
            + "|(?:consent|opt(?:ed)? ?in|permission|revoked|withdrawn).*(?:mail|marketing|newsletter)");

    /** Other messages, and what is no yes or no. */
    private static final Pattern NO_SOUND =
            Pattern.compile("\\b(?:sms|mms|push|whatsapp|rcs|phone|calls?|voice|fax|text|ip|url|"
                    + "links?|tokens?|hash|count|total|number|rate|version|form|page|cookies?|id|title)\\b");

    /** When a consent was asked for or has changed, which does not say what it is. */
    private static final Pattern SOUND_OF_TIME =
            Pattern.compile("^(?!.*(?:revoked|withdrawn|" + OUT_SOUND + ")).*\\b(?:date|time|timestamp|datum|at)$");

    private static final int SHORTEST_RUN = 5;
    private static final int LONGEST_RUN = 60;

    /** Whether it says when, and not whether. */
    public boolean isTime() {
        return this == OPT_OUT_TIME || this == CONSENT_TIME;
    }

    /** What a name says; empty where it says nothing of that, or of one kind of messages other than e-mail. */
    public static Optional<ConsentName> of(String name) {
        return ofAll(name).or(() -> isBesideBrackets(name) ? ofAll(withoutBrackets(name)) : Optional.empty());
    }

    private static String withoutBrackets(String name) {
        return BRACKETS.matcher(name).replaceAll(" ");
    }

    /** Whether what is in brackets only explains a name: another channel, a number or a time makes it another. */
    private static boolean isBesideBrackets(String name) {
        return BRACKETS.matcher(name).results().findFirst().isPresent()
                && BRACKETS.matcher(name).results().allMatch(found -> isExplanation(found.group()));
    }

    private static boolean isExplanation(String brackets) {
        List<String> words = parts(brackets);
        return !NO_SOUND.matcher(String.join(" ", words)).find() && !ConsentQuestion.isNone(words) && !has(words, WHEN);
    }

    /** Whether a column is about post, as one of "Do not mail" beside one of "Do not email" is. */
    public static boolean isOfPost(String name, Collection<String> names) {
        String plain = String.join("", parts(name));
        return plain.contains("mail")
                && !plain.contains("email")
                && names.stream()
                        .map(other -> String.join("", parts(other)))
                        .anyMatch(other -> other.contains("email")
                                && other.replace("email", "mail").equals(plain));
    }

    private static Optional<ConsentName> ofAll(String name) {
        List<String> words = withoutEntry(apart(parts(name)));
        if (words.isEmpty() || !ALL.containsAll(words) && !ConsentQuestion.isOne(words)) {
            return Optional.empty();
        }
        boolean isTime = has(words, ALL.containsAll(words) ? TIME : WHEN);
        boolean isOut = has(words, OUT)
                || has(words, OUT_FOR) && words.stream().anyMatch(ConsentName::isOneMessage)
                || is(words, "black", "listed")
                || is(words, "opt", "out")
                || is(words, "opted", "out")
                || is(words, "opt", "outs")
                || words.getFirst().equals("stop") && has(words, MESSAGES)
                || is(words, "dado", "baja")
                || is(words, "dada", "baja")
                || is(words, "cancelou", "inscricao")
                || isTrouble(words);
        boolean isOptIn = is(words, "opt", "in") || is(words, "opted", "in") || has(words, OPT_IN);
        boolean isIn = has(words, IN) || isOptIn;
        boolean isFor = has(words, IN_FOR) && has(words, MESSAGES) || has(words, MAY) && has(words, CONTACT);
        boolean isAsking = is(words, "may", "we") && has(words, MESSAGES)
                || (is(words, "like", "hear") || is(words, "want", "hear")) && is(words, "from", "us");
        boolean isRevoked = has(words, REVOKED) && (isIn || has(words, CONSENTS) || has(words, MESSAGES));
        if (isRevoked) {
            return has(words, NO) ? Optional.empty() : Optional.of(isTime ? OPT_OUT_TIME : OPT_OUT);
        }
        if (isOut) {
            return isIn || has(words, NO) ? Optional.empty() : Optional.of(isTime ? OPT_OUT_TIME : OPT_OUT);
        }
        if (has(words, NO)) {
            return isDenied(words) ? Optional.of(OPT_OUT) : Optional.empty();
        }
        boolean isMessages = has(words, NEWSLETTERS)
                || name.strip().endsWith("?") && has(words, MAILS)
                || words.contains("marketing") && (words.contains("email") || words.contains("emails"));
        boolean isState = has(words, STATES) && has(words, STATES_OF);
        boolean isLaw = has(words, LAWS) && (has(words, IN_FOR) || has(words, STATES));
        boolean isBare = has(words, CONSENTS) && words.stream().allMatch(ConsentName::isBareWord);
        if (isTime) {
            boolean isConsented = isFor && has(words, CONSENTS) || (isIn || has(words, IN_AT)) && has(words, MESSAGES);
            return isConsented ? Optional.of(CONSENT_TIME) : Optional.empty();
        }
        boolean isOfMe = ConsentQuestion.isOfPeople(words);
        return isIn || isFor || isAsking || isOfMe || isMessages || isState || isLaw || isBare
                ? Optional.of(CONSENT)
                : Optional.empty();
    }

    /** Whether it can be in the name of a consent that does not say to what, as in Consent Status. */
    private static boolean isBareWord(String word) {
        return CONSENTS.contains(word) || OTHERS.contains(word);
    }

    /** Whether a name says only that somebody consents, and not to what. */
    static boolean isBareConsent(String name) {
        List<String> parts = parts(name);
        return has(parts, CONSENTS) && parts.stream().allMatch(ConsentName::isBareWord);
    }

    private static Set<String> all() {
        var all = new HashSet<String>();
        List.of(OUT, OUT_FOR, REVOKED, IN, IN_FOR, IN_AT, MAY, MESSAGES, CONTACT, NO, TIME, OTHERS, STATES, LAWS)
                .forEach(all::addAll);
        return Set.copyOf(all);
    }

    /** The reason of an opt-out, or what somebody left, says that there is one. */
    private static List<String> withoutEntry(List<String> words) {
        return isOfEntries(words)
                ? words.stream().filter(word -> !ENTRIES.contains(word)).toList()
                : words;
    }

    /** Whether a name says why somebody left, or what, so that 0 and 1 are numbers in it. */
    public static boolean namesEntries(String name) {
        return isOfEntries(apart(parts(name)));
    }

    private static boolean isOfEntries(List<String> words) {
        boolean isOut = words.stream().anyMatch(word -> OUT.contains(word) && !NO_ENTRIES.contains(word))
                || is(words, "opt", "out")
                || is(words, "opted", "out");
        return isOut && has(words, ENTRIES) && !has(words, IN);
    }

    /** Whether the person has complained, or the address does not exist; emails that did are a number. */
    private static boolean isTrouble(List<String> words) {
        boolean isNumber = words.stream().anyMatch(word -> MESSAGES.contains(word) && word.endsWith("s"));
        return !isNumber
                && (is(words, "hard", "bounced")
                        || is(words, "hard", "bounce")
                        || is(words, "marked", "spam")
                        || is(words, "reported", "spam")
                        || is(words, "spam", "complaint")
                        || words.contains("complained"));
    }

    /** What is sent, in the singular: the emails that bounced are a number. */
    private static boolean isOneMessage(String word) {
        return MESSAGES.contains(word) && !word.endsWith("s");
    }

    /** Whether each entry of a column of opt-outs is one, by its name: why somebody left, or what; who has none has not left. */
    public static boolean namesReasons(String name) {
        List<String> words = apart(parts(name));
        return has(words, REASONS) || is(words, "opt", "outs") || isOfEntries(words);
    }

    /** Whether a name whose words are not all known may be that of an opt-out or of a consent to e-mails. */
    public static boolean sounds(String name) {
        String plain = String.join(" ", parts(name));
        return SOUNDS.matcher(plain).find()
                && !NO_SOUND.matcher(plain).find()
                && !SOUND_OF_TIME.matcher(plain).find();
    }

    /** Words that a name in capitals joins, as HASOPTEDOUTOFEMAIL, each for itself. */
    private static List<String> apart(List<String> words) {
        return words.stream()
                .flatMap(word -> ALL.contains(word) ? Stream.of(word) : apart(word).stream())
                .toList();
    }

    /** The known words that a word is made of, the longest first; the word itself where it is made of others. */
    private static List<String> apart(String word) {
        if (word.length() < SHORTEST_RUN || word.length() > LONGEST_RUN) {
            return List.of(word);
        }
        var from = new ArrayList<List<String>>(Collections.nCopies(word.length() + 1, List.of()));
        for (int start = word.length() - 2; start >= 0; start--) {
            for (int end = word.length(); end > start + 1; end--) {
                boolean isRest = end == word.length() || !from.get(end).isEmpty();
                if (isRest && ALL.contains(word.substring(start, end))) {
                    var found = new ArrayList<>(List.of(word.substring(start, end)));
                    found.addAll(from.get(end));
                    from.set(start, found);
                    break;
                }
            }
        }
        return from.getFirst().isEmpty() ? List.of(word) : from.getFirst();
    }

    /** Whether a word for no comes before what is not wanted; a contact no is a number. */
    private static boolean isDenied(List<String> words) {
        int no = 0;
        while (!NO.contains(words.get(no))) {
            no++;
        }
        List<String> after = words.subList(no, words.size());
        return has(after, MESSAGES)
                || after.contains("spam")
                || has(after, CONTACT)
                || has(after, IN)
                || is(after, "opt", "in")
                || is(after, "opted", "in");
    }

    /** Whether a consent names the messages or is called one, and not only that somebody subscribed to something. */
    public static boolean namesMessages(String name) {
        List<String> parts = parts(name);
        return has(parts, MESSAGES)
                || has(parts, CONSENTS)
                || has(parts, LAWS)
                || parts.contains("subscriber")
                || ConsentQuestion.isOne(parts);
    }

    static boolean has(List<String> words, Set<String> some) {
        return words.stream().anyMatch(some::contains);
    }

    /** Whether the words are in this order, perhaps with others between them. */
    private static boolean is(List<String> words, String first, String second) {
        int at = words.indexOf(first);
        return at >= 0 && words.subList(at, words.size()).contains(second);
    }

    private static List<String> parts(String name) {
        String words = BETWEEN.matcher(APOSTROPHE.matcher(PlainNames.of(name)).replaceAll("nt"))
                .replaceAll(" ")
                .strip();
        String spaces = APART.matcher(words).replaceAll("un");
        String asked = YES_NO.matcher(spaces).replaceFirst("").strip();
        return asked.isEmpty() ? List.of() : List.of(asked.split(" "));
    }

    private static Set<String> with(Set<String> some, String others) {
        Set<String> all = words(others);
        all.addAll(some);
        return all;
    }

    static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split(" ")));
    }
}
