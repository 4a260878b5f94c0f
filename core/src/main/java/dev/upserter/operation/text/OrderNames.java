package dev.upserter.operation.text;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tells by the names of columns that each row is an order, a payment, a ticket or the like, and not a person: its id is none of
 * a person, who may be in many rows. docs/init.md says what follows. Stateless.
 */
public final class OrderNames {
    /** Of a row that is an order, whatever else it has. */
    private static final Set<String> IDS = Set.of(
            "orderid",
            "ordernumber",
            "orderno",
            "ordernr",
            "bestellnummer",
            "invoiceid",
            "invoicenumber",
            "rechnungsnummer",
            "transactionid",
            "paymentid",
            "subscriptionid");

    private static final Set<String> SIGNS = Set.of(
            "lineitemname",
            "lineitemquantity",
            "lineitemprice",
            "lineitemsku",
            "lineitems",
            "financialstatus",
            "fulfillmentstatus",
            "orderdate",
            "orderstatus",
            "ordertotal",
            "orderamount",
            "ordercurrency",
            "ordersubtotalamount",
            "ordertotalamount",
            "orderkey",
            "bestelldatum",
            "invoicedate",
            "amountrefunded",
            "refundedamount",
            "cancelatperiodend",
            "currentperiodstartutc",
            "currentperiodendutc",
            "currentperiodend");

    /** The identifier of a row that is a payment, a ticket or a deal where the row has a subject and another person's name, too. */
    private static final Set<String> OWN = Set.of("id", "recordid", "ticketid", "dealid", "chargeid");

    /** What is paid, asked or sold. */
    private static final Set<String> SUBJECTS =
            Set.of("amount", "amountpaid", "dealname", "dealstage", "subject", "ticketsubject", "ticketname");

    /** Of the person beside the row's own identifier. */
    private static final Set<String> PERSONS = Set.of(
            "customerid",
            "customeremail",
            "requesterid",
            "requesteremail",
            "contactid",
            "contactemail",
            "associatedcontactids",
            "buyerid",
            "buyeremail");

    /** Of the person, in rows that are orders; the best first. */
    private static final List<String> OWNERS = List.of(
            "customerid",
            "userid",
            "customeruserid",
            "customernumber",
            "kundennummer",
            "contactid",
            "requesterid",
            "buyerid",
            "clientid",
            "customeruseremail",
            "customeremail",
            "customeremailaddress",
            "billingemail",
            "emailbilling",
            "buyeremail",
            "billingemailaddress",
            "email",
            "emailaddress",
            "contactemail",
            "requesteremail");

    private OrderNames() {}

    /** Whether rows with these columns are orders. */
    public static boolean areOf(Collection<String> names) {
        List<String> plain = names.stream().map(NameLetters::of).distinct().toList();
        long signs = plain.stream()
                .filter(name -> SIGNS.contains(name) || IDS.contains(name))
                .count();
        boolean isOwned = plain.stream().anyMatch(OWN::contains)
                && plain.stream().anyMatch(SUBJECTS::contains)
                && plain.stream().anyMatch(PERSONS::contains);
        return signs > 1
                || plain.contains("financialstatus")
                || isOwned
                || !plain.isEmpty() && IDS.contains(plain.getFirst());
    }

    /** How early a name comes among those of the person in an order; as many as there are where it is none. */
    public static int rankOfOwner(String name) {
        int place = OWNERS.indexOf(NameLetters.of(name));
        return place < 0 ? OWNERS.size() : place;
    }

    /** Whether a name is one of the person in an order. */
    public static boolean isOfOwner(String name) {
        return rankOfOwner(name) < OWNERS.size();
    }
}
