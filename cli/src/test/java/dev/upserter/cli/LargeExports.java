package dev.upserter.cli;

import static dev.upserter.cli.LargeExport.csv;
import static dev.upserter.cli.LargeExport.escaped;
import static dev.upserter.cli.LargeExport.json;

import dev.upserter.cli.LargeExport.Person;
import java.util.List;

/** A large export of each product, in its own format. Stateless. */
final class LargeExports {
    private static final String ISO = "yyyy-MM-dd HH:mm:ss";
    private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";
    private static final String DAY_FIRST = "dd/MM/yyyy";
    private static final String BROKEN_CSV = "1,2,3\n";
    private static final String BROKEN_JSON = "{\"id\":\"9\",\"email\":\n";

    static final List<LargeExport> ALL = List.of(
            new LargeExport(
                    "stripe.csv",
                    "id,Description,Email,Name,Created (UTC),Delinquent,Card Last4,Status,Total Spend,Currency,user_id (metadata)\n",
                    "",
                    "yyyy-MM-dd HH:mm",
                    "M/d/yyyy H:mm",
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            "cus_P" + p.id(),
                            p.note(),
                            p.email(),
                            name(p),
                            p.created(),
                            p.optedOut(),
                            "0" + p.orders() + "9",
                            p.orders() == 0 ? "" : "active",
                            p.amount(),
                            "eur",
                            p.id())),
            new LargeExport(
                    "shopify.csv",
                    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Country Code,Default Address Zip,"
                            + "Phone,Total Spent,Total Orders,Note,Tags,Customer Since\n",
                    "",
                    "yyyy-MM-dd",
                    DAY_FIRST,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            "'6543" + p.id(),
                            p.first(),
                            p.last(),
                            p.email(),
                            p.optedOut("no", "yes"),
                            "PT",
                            p.number() % 5 == 0 ? "" : p.number() % 7 == 0 ? "SW1A 1AA" : "'0" + p.orders() + "00-123",
                            p.phone().isEmpty()
                                    ? ""
                                    : p.number() % 9 == 0 ? p.phone().substring(4) : "'" + p.phone(),
                            p.amount(),
                            p.orders(),
                            p.note(),
                            String.join(", ", p.tags()),
                            p.created())),
            new LargeExport(
                    "hubspot.csv",
                    "\ufeffRecord ID,First Name,Last Name,Email,Phone Number,Create Date,Associated Company IDs,Total Revenue,Notes,"
                            + "Unsubscribed from all email\n",
                    "",
                    "yyyy-MM-dd HH:mm",
                    DAY_FIRST,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            p.id(),
                            p.first(),
                            p.last(),
                            p.email(),
                            p.phone(),
                            p.created(),
                            p.orders() + ";" + p.number(),
                            p.amount(),
                            p.note(),
                            p.optedOut("Yes", "No"))),
            new LargeExport(
                    "salesforce.csv",
                    "Id,FirstName,LastName,Email,MobilePhone,HasOptedOutOfEmail,CreatedDate,Lifetime_Value__c,MailingPostalCode,"
                            + "Interests__c,Description\n",
                    "",
                    INSTANT,
                    DAY_FIRST,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            "0035g" + p.id() + "AbCAAV",
                            p.first(),
                            p.last(),
                            p.email(),
                            p.phone(),
                            p.optedOut(),
                            p.created(),
                            p.amount(),
                            "0" + p.orders() + "110",
                            String.join(";", p.tags()),
                            p.note())),
            new LargeExport(
                    "mailchimp.csv",
                    "Email Address,First Name,Last Name,MEMBER_RATING,CONFIRM_TIME,TIMEZONE,LEID,NOTES,TAGS,Status\n",
                    "",
                    ISO,
                    DAY_FIRST,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            p.email(),
                            p.first(),
                            p.last(),
                            1 + p.orders() % 5,
                            p.created(),
                            "Europe/Lisbon",
                            p.id(),
                            p.note(),
                            p.tags().isEmpty() ? "" : '"' + String.join("\",\"", p.tags()) + '"',
                            p.hasAmount() ? p.optedOut("Unsubscribed", "Subscribed") : "Imported")),
            new LargeExport(
                    "intercom.csv",
                    "Name,Email,Phone,User ID,Signed up (UTC),Web sessions,Unsubscribed from Emails,Tag,LTV,Note\n",
                    "",
                    ISO,
                    "MMM d, yyyy",
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            name(p),
                            p.email(),
                            p.phone(),
                            p.id(),
                            p.created(),
                            p.orders(),
                            p.optedOut(),
                            String.join(", ", p.tags()),
                            p.amount(),
                            p.note())),
            new LargeExport(
                    "segment.ndjson",
                    "",
                    "",
                    INSTANT,
                    DAY_FIRST,
                    BROKEN_JSON,
                    p -> "{\"type\":\"identify\",\"userId\":\"" + p.id()
                            + "\",\"anonymousId\":null,\"traits\":{\"email\":"
                            + json(p.email()) + ",\"firstName\":" + json(p.first()) + ",\"createdAt\":"
                            + json(p.created())
                            + ",\"unsubscribed\":" + p.optedOut() + ",\"ltv\":" + number(p) + ",\"tags\":"
                            + json(p.tags())
                            + ",\"note\":" + json(p.note()) + "},\"timestamp\":\"2026-02-01T00:00:00.000Z\"}\n"),
            new LargeExport(
                    "google-sheets.csv",
                    "id,email,Newsletter?,Joined,Amount,Notes,,\n",
                    ",,,,,,,\n",
                    DAY_FIRST,
                    ISO,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            p.number() + 1,
                            p.email(),
                            p.optedOut("FALSE", "TRUE"),
                            p.created(),
                            p.hasAmount() ? "\u20ac" + p.amount() : p.amount(),
                            p.note(),
                            "",
                            "")),
            new LargeExport(
                    "excel-german.csv",
                    "Kundennummer;E-Mail;Name;Erstellt;Umsatz;Newsletter;Land;Telefon;Notiz\n",
                    "Summe;;;;1,00;;;;\n",
                    "dd.MM.yyyy",
                    ISO,
                    "1;2;3\n",
                    p -> csv(
                            ";",
                            "0" + p.id(),
                            p.email(),
                            name(p).replace("\u0141", "L"),
                            p.created(),
                            p.amount().replace('.', ','),
                            p.optedOut("Nein", "Ja"),
                            "Deutschland",
                            p.phone().isEmpty() ? "" : "030 12" + (10_000 + p.number()),
                            p.note())),
            new LargeExport(
                    "mysql.txt",
                    "",
                    "",
                    ISO,
                    DAY_FIRST,
                    "1\t2\n",
                    p -> escaped("\t", p.id(), p.email(), p.created(), p.amount(), p.optedOut("1", "0"), p.note())),
            new LargeExport(
                    "postgresql-copy.tsv",
                    "",
                    "\\.\n",
                    "yyyy-MM-dd HH:mm:ss.SSS'+00'",
                    DAY_FIRST,
                    "1\t2\n",
                    p -> escaped("\t", p.id(), p.email(), p.optedOut("t", "f"), p.created(), p.amount(), p.note())),
            new LargeExport(
                    "postgresql.csv",
                    "id,email,created_at,is_active,unsubscribed,ltv,tags,note\n",
                    "",
                    "yyyy-MM-dd HH:mm:ss.SSS'+00'",
                    DAY_FIRST,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            p.id(),
                            p.email(),
                            p.created(),
                            p.orders() > 9 ? "t" : "f",
                            p.optedOut("t", "f"),
                            p.amount(),
                            "{" + String.join(",", p.tags()) + "}",
                            p.note())),
            new LargeExport(
                    "redshift.txt",
                    "",
                    "",
                    ISO,
                    DAY_FIRST,
                    "1|2\n",
                    p -> escaped("|", p.id(), p.email(), p.optedOut("t", "f"), p.created(), p.amount(), p.note())),
            new LargeExport(
                    "snowflake.csv",
                    "ID,EMAIL,CREATED_AT,LTV,UNSUBSCRIBED,TAGS,NOTE\n",
                    "",
                    "yyyy-MM-dd HH:mm:ss.SSS' Z'",
                    DAY_FIRST,
                    BROKEN_CSV,
                    p -> csv(
                            ",",
                            p.id(),
                            p.email(),
                            p.created(),
                            p.amount(),
                            p.optedOut("TRUE", "FALSE"),
                            json(p.tags()),
                            p.note())),
            new LargeExport(
                    "bigquery.ndjson",
                    "",
                    "",
                    "yyyy-MM-dd HH:mm:ss.SSS' UTC'",
                    DAY_FIRST,
                    BROKEN_JSON,
                    p -> "{\"id\":\"" + p.id() + "\",\"email\":" + json(p.email()) + ",\"created_at\":"
                            + json(p.created())
                            + ",\"unsubscribed\":" + p.optedOut() + ",\"ltv\":" + json(p.amount()) + ",\"tags\":"
                            + json(p.tags()) + ",\"note\":" + json(p.note()) + "}\n"),
            new LargeExport(
                    "mongodb.ndjson",
                    "",
                    "",
                    INSTANT,
                    DAY_FIRST,
                    BROKEN_JSON,
                    p -> "{\"_id\":{\"$oid\":\"65a5010e9b1d8c001" + p.id() + "\"},\"email\":" + json(p.email())
                            + ",\"createdAt\":"
                            + (p.created().endsWith("Z") ? "{\"$date\":" + json(p.created()) + "}" : json(p.created()))
                            + ",\"balance\":"
                            + (p.hasAmount() ? "{\"$numberDecimal\":\"" + p.amount() + "\"}" : json(p.amount()))
                            + ",\"unsubscribed\":" + p.optedOut() + ",\"tags\":" + json(p.tags()) + ",\"note\":"
                            + json(p.note())
                            + "}\n"),
            new LargeExport(
                    "firebase.json",
                    "{\n  \"-N0\" : {\"email\" : \"first@x.example\"}",
                    "\n}\n",
                    "SSS",
                    DAY_FIRST,
                    "",
                    p -> ",\n  \"-N" + p.id() + "\" : {\"email\" : " + json(p.email()) + ", \"createdAt\" : "
                            + (p.created().length() == 3 ? "1736936" + (100_000 + p.number()) : json(p.created()))
                            + ", \"unsubscribed\" : " + p.optedOut() + ", \"ltv\" : " + number(p) + ", \"note\" : "
                            + json(p.note())
                            + ", \"topics\" : " + topics(p) + "}"));

    private LargeExports() {}

    private static String name(Person p) {
        return (p.first() + " " + p.last()).strip();
    }

    private static String number(Person p) {
        return p.hasAmount() ? p.amount() : json(p.amount());
    }

    /** Firebase writes a list with gaps as an object. */
    private static String topics(Person p) {
        return p.number() % 3 == 0 ? json(p.tags()) : "null";
    }
}
