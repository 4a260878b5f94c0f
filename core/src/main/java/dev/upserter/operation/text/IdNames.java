package dev.upserter.operation.text;

import java.util.List;
import java.util.Set;

/** Names of columns that identify people, in exports of products and elsewhere. docs/init.md lists them. Stateless. */
public final class IdNames {
    /** The likeliest first; letter case and all but letters aside. */
    public static final List<String> ALL = List.of(
            "id",
            "user id",
            "customer id",
            "Record ID",
            "Record ID - Contact",
            "person id",
            "external id",
            "customer number",
            "customer no",
            "Kundennummer",
            "Kundennr",
            "Mitgliedsnummer",
            "Contact ID",
            "Contact Record ID",
            "Case Safe ID",
            "Lead ID",
            "Prospect ID",
            "Profile ID",
            "member id",
            "member number",
            "member no",
            "membership number",
            "subscriber id",
            "Subscriber Key",
            "client id",
            "donor id",
            "student id",
            "employee id",
            "patient id",
            "account code",
            "external_user_id",
            "(Do Not Modify) Contact",
            "localId",
            "uid",
            "distinct_id",
            "uuid",
            "guid",
            "sub",
            "pk",
            "key",
            "email",
            "email address");

    /** Of how and where somebody answered, and not who. */
    private static final Set<String> OF_NO_PERSON = Set.of(
            "networkid",
            "collectorid",
            "sessionid",
            "deviceid",
            "ipid",
            "cardid",
            "formid",
            "campaignid",
            "responseid",
            "respondentid",
            "submissionid",
            "entryid",
            "answerid",
            "surveyid",
            "companyid",
            "associatedcompanyid",
            "accountid",
            "ownerid");

    private static final List<String> PLAIN = ALL.stream().map(NameLetters::of).toList();

    private IdNames() {}

    /** How early a name comes among them; after all for a name that ends with id, and after these for another. */
    public static int rank(String name) {
        String plain = NameLetters.of(name);
        int place = PLAIN.indexOf(plain);
        return place >= 0 ? place : ALL.size() + (plain.endsWith("id") && !OF_NO_PERSON.contains(plain) ? 0 : 1);
    }

    /** Whether a name is one of them. */
    public static boolean isKnown(String name) {
        return rank(name) < ALL.size();
    }

    /** Whether a name is that of an answer or the like, not of a person. */
    public static boolean isOfNoPerson(String name) {
        return name.strip().equals("#") || OF_NO_PERSON.contains(NameLetters.of(name));
    }
}
