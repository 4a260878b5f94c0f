package dev.upserter.operation.text;

import java.util.List;
import java.util.Set;

/** Names that ask for messages in words of their own, such as "Invitee accepted marketing emails". Stateless. */
final class ConsentQuestion {
    /** What a question may ask about; any other words may be beside them. */
    private static final Set<String> ASKED = ConsentName.words("newsletter newsletters marketing");

    /** What a question may ask about that speaks of who asks or answers. */
    private static final Set<String> ASKED_OF_ME =
            ConsentName.words("emails mails mailings news offers updates promotions angebote"
                    + " neuigkeiten offres actualites ofertas novedades novidades offerte novita aanbiedingen nieuws");

    private static final Set<String> PEOPLE =
            ConsentName.words("i we us you me my ich wir uns mich sie je nous vous yo nosotros eu voce io noi ik wij");

    private static final Set<String> ASKING = ConsentName.words(
            "receive accept accepts accepted agree agrees agreed want wants wanted"
                    + " subscribe send like mochte mochten erhalten bekommen recevoir recibir receber ricevere ontvangen");

    /** They make of a question something else: a number, a reason, or a refusal. */
    private static final Set<String> NO_QUESTION = ConsentName.words(
            "count number total sum rate last first source reason id name url version opened clicked sent received"
                    + " updated changed level text ip form page via campaign method type"
                    + " stop wont wouldnt cannot cant without object refuse decline declined withdraw withdrawn unsubscribing"
                    + " ablehnen abbestellen abmelden widerspreche widerruf ohne refuser refuse sans sin sem senza zonder"
                    + " sms phone call push whatsapp");

    private ConsentQuestion() {}

    /** Whether words ask for messages. */
    static boolean isOne(List<String> words) {
        boolean isAsked = ConsentName.has(words, ASKED) || isAboutPeople(words);
        return isAsked && ConsentName.has(words, ASKING) && !isNone(words) && !ConsentName.has(words, ConsentName.WHEN);
    }

    /** Whether they do so as somebody who asks or answers, so that it need not be a newsletter. */
    static boolean isOfPeople(List<String> words) {
        return isAboutPeople(words) && isOne(words);
    }

    private static boolean isAboutPeople(List<String> words) {
        return ConsentName.has(words, ASKED_OF_ME) && ConsentName.has(words, PEOPLE);
    }

    /** Whether a word makes of a question something else. */
    static boolean isNone(List<String> words) {
        return ConsentName.has(words, NO_QUESTION);
    }
}
