package dev.upserter.guard;

import dev.upserter.guard.value.DamagedText;
import dev.upserter.guard.value.Emails;
import dev.upserter.guard.value.NullWords;
import dev.upserter.guard.value.PhoneNumbers;
import dev.upserter.guard.value.Placeholders;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.text.Role;
import dev.upserter.problem.Code;
import dev.upserter.problem.Quantities;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks identifiers: their shape, and whether two rows mean one person or two. For one thread. */
final class IdentifierGuard {
    private static final Pattern CIO_ID = Pattern.compile("[A-Za-z0-9]+");
    /** In a path, "." is this place and ".." the one above, percent-encoded or not (RFC 3986, section 5.2.4). */
    private static final Pattern PATH_STEP = Pattern.compile("(?:.*/)?\\.\\.?(?:/.*)?", Pattern.DOTALL);

    static final String PADDED = "is an e-mail address with blanks around it";

    private static final String PADDED_HINT = "take them away: userId: {template: \"{{ row['FIELD'] | strip }}\"}";

    private static final String TWO_IDS = "an earlier row gave this e-mail address to another id";
    private static final String TWO_PEOPLE = "an earlier row gave this anonymous_id to another person";
    private static final String TWO_PEOPLE_HINT =
            "one anonymous_id belongs to two people, and its events can join only one. Remove it from the wrong row";
    private static final String SHARED_ID = "an earlier row gave this id to another person";
    private static final String SHARED_ADDRESS = "an earlier row gave this e-mail address to another person";
    private static final String SHARED_HINT =
            "the rows would become one person. Correct the wrong one of them, or do not map what several people share";
    static final String NOBODY_HINT =
            "give the row an identifier, or remove it. guards.ID_MALFORMED: warn sends such rows as they are";
    /** Tells the hash of an anonymous_id from that of an e-mail address. */
    private static final long ANONYMOUS = 0x5DEE_CE66_D1CE_4E5BL;

    /** Tells the hash of an id from that of an e-mail address. */
    private static final long ID = 0x2545_F491_4F6C_DD1DL;

    private final boolean kindIsGuessed;
    private final KeyWindow spellings;
    private final KeyWindow owners;
    /** Who came with an attribute that identifies as the identifier does. */
    private final KeyWindow sharers;

    IdentifierGuard(boolean kindIsGuessed, MemoryShare memory) {
        this.spellings = new KeyWindow(memory);
        this.owners = new KeyWindow(memory);
        this.sharers = new KeyWindow(memory);
        this.kindIsGuessed = kindIsGuessed;
    }

    void check(Identifier identifier, Findings findings) {
        if (identifier.utf8Length() > Limits.IDENTIFIER) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    "the identifier has " + Quantities.say(identifier.utf8Length()) + " bytes, more than "
                            + Limits.IDENTIFIER);
        }
        if (!identifier.isPlain() && JsonText.hasUnpairedSurrogate(identifier.text())) {
            findings.add(Code.VALUE_MALFORMED, "", "the identifier holds half of a character");
        }
        if (!identifier.isPlain()) {
            checkDamage("the identifier", identifier.value(), findings);
        }
        if (NullWords.isNobody(identifier.value())) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () -> "the identifier is a word or a sign that names no person",
                    NOBODY_HINT);
            return;
        }
        checkPlaceholder("the identifier", identifier.value(), findings);
        switch (identifier.type()) {
            case ID -> checkId(identifier, findings);
            case EMAIL -> checkEmail(identifier, findings);
            case PHONE -> checkPhone(identifier.text(), findings);
            case CIO_ID -> checkCioId(identifier.text(), findings);
        }
    }

    /** Two ids of which different characters were lost would be one person. */
    static void checkDamage(String whose, JsonValue value, Findings findings) {
        DamagedText.lost(value).ifPresent(what -> findings.add(Code.ID_MALFORMED, "", whose + " " + what));
        DamagedText.misread(value)
                .ifPresent(damage ->
                        findings.add(Code.TEXT_DAMAGED, "", () -> whose + " " + damage.what(), damage.hint()));
    }

    /** Several rows with the same would be one person, or one thing. */
    static void checkPlaceholder(String whose, JsonValue value, Findings findings) {
        if (Placeholders.isIn(value)) {
            findings.add(Code.ID_MALFORMED, "", () -> whose + " " + Placeholders.WHAT, Placeholders.HINT);
        }
    }

    private void checkId(Identifier identifier, Findings findings) {
        if (kindIsGuessed
                && identifier.text().indexOf('.') >= 0
                && PATH_STEP.matcher(identifier.text()).matches()) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    "the id holds a step of a path (one dot or two), so the v1 API would look elsewhere. Use api:"
                            + " batch");
        }
        if (identifier.value().kind() == ValueKind.INTEGER || hasNoLetter(identifier.value())) {
            return;
        }
        if (maybeOfAnotherKind(identifier.value())) {
            String id = identifier.text();
            if (id.startsWith("cio_") || id.indexOf('@') >= 0) {
                noteGuess(id.startsWith("cio_") ? "a cio_id" : "an e-mail address", findings);
            }
        }
        checkTwins(identifier, "two people at Customer.io", findings);
    }

    /** Whether it holds a sign that an e-mail address or a cio_id has, or an escape. */
    private static boolean maybeOfAnotherKind(JsonValue id) {
        for (int i = id.start(); i < id.end(); i++) {
            byte b = id.bytes()[i];
            if (b == '@' || b == '_' || b == '\\') {
                return true;
            }
        }
        return false;
    }

    private void noteGuess(String kind, Findings findings) {
        if (kindIsGuessed) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    "the id looks like " + kind + ", and the v1 API would take it for one. Use api: batch");
        } else {
            findings.add(Code.ID_AMBIGUOUS, "", "the id looks like " + kind);
        }
    }

    /** Whether a value is an e-mail address. */
    static boolean isEmail(JsonValue value) {
        return value.kind() == ValueKind.TEXT
                && (Emails.isUsual(value.bytes(), value.start() + 1, value.end() - 1) || Emails.isValid(value.text()));
    }

    /** Whether a value is an e-mail address but for the blanks around it. */
    static boolean isPaddedEmail(JsonValue value) {
        return value.kind() == ValueKind.TEXT && Emails.isValid(value.text().strip());
    }

    private void checkEmail(Identifier identifier, Findings findings) {
        if (!isEmail(identifier.value())) {
            boolean isPadded = isPaddedEmail(identifier.value());
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () -> "the identifier " + (isPadded ? PADDED : "is not an e-mail address"),
                    isPadded ? PADDED_HINT : Code.ID_MALFORMED.help());
        }
        if (kindIsGuessed && identifier.text().startsWith("cio_")) {
            noteGuess("a cio_id", findings);
        }
        checkTwins(identifier, "one person at Customer.io. The later row wins", findings);
    }

    private void checkTwins(Identifier identifier, String meaning, Findings findings) {
        if (spellings.hasOther(identifier.foldedHash(), identifier.exactHash())) {
            findings.add(
                    Code.ID_CASE_TWINS,
                    "",
                    () -> "an earlier row has the same identifier in other letter case: " + meaning);
        }
    }

    private static void checkPhone(String phone, Findings findings) {
        if (!PhoneNumbers.isE164(phone)) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    "the identifier is not a phone number in E.164 form" + PhoneNumbers.correction(phone));
        }
    }

    private static void checkCioId(String cioId, Findings findings) {
        if (!CIO_ID.matcher(cioId).matches()) {
            findings.add(
                    Code.ID_MALFORMED, "", "the identifier is not a cio_id: letters and digits, without cio_ before");
        }
    }

    /**
     * Checks an attribute that identifies a person too: it must mean the same person as the identifier, in this row and
     * in all others.
     */
    void checkAttribute(Identifier identifier, Attribute attribute, Findings findings) {
        switch (attribute.name().role()) {
            case ID -> checkOther(IdentifierType.ID, identifier, attribute, findings);
            case EMAIL -> checkOther(IdentifierType.EMAIL, identifier, attribute, findings);
            case ANONYMOUS_ID -> {
                Identifier anonymous = other(IdentifierType.ID, attribute.value());
                if (anonymous != null) {
                    noteOwner(
                            owners,
                            anonymous.subjectHash() ^ ANONYMOUS,
                            identifier,
                            attribute,
                            TWO_PEOPLE,
                            TWO_PEOPLE_HINT,
                            findings);
                }
            }
            case PLAIN, CREATED_AT, UNSUBSCRIBED, TOPIC, SUBSCRIPTIONS, PHONE, TIMEZONE, READ_ONLY -> {}
        }
    }

    private void checkOther(IdentifierType kind, Identifier identifier, Attribute attribute, Findings findings) {
        Identifier other = other(kind, attribute.value());
        if (other == null) {
            return;
        }
        if (kind == IdentifierType.ID && NullWords.isNobody(other.value())) {
            findings.add(
                    Code.ID_MALFORMED,
                    attribute.name().text(),
                    () -> "the attribute id is a word or a sign that names no person",
                    NOBODY_HINT);
            return;
        }
        if (kind == IdentifierType.ID) {
            checkPlaceholder("the attribute id", other.value(), findings);
        }
        IdentifierType type = identifier.type();
        if (kind == type) {
            if (other.subjectHash() != identifier.subjectHash()) {
                findings.add(
                        Code.RESERVED_MEANING,
                        attribute.name().text(),
                        () -> "the attribute " + attribute.name() + " is not the same as the identifier. Only the"
                                + " identifier counts");
            }
        } else if (kind == IdentifierType.EMAIL && type == IdentifierType.ID) {
            noteOwner(owners, other.subjectHash(), identifier, attribute, TWO_IDS, Code.ID_CONFLICT.help(), findings);
        } else if (kind == IdentifierType.ID && type == IdentifierType.EMAIL) {
            noteOwner(owners, identifier.subjectHash(), other, attribute, TWO_IDS, Code.ID_CONFLICT.help(), findings);
            noteSharer(other, identifier, attribute, findings);
        } else {
            noteSharer(other, identifier, attribute, findings);
            if (kind == IdentifierType.ID) {
                findings.add(
                        Code.RESERVED_MEANING,
                        attribute.name().text(),
                        () -> "the attribute " + attribute.name() + " identifies a person");
            }
        }
    }

    /** One id, or one e-mail address, of several people would make them one. */
    private void noteSharer(Identifier shared, Identifier identifier, Attribute attribute, Findings findings) {
        boolean isId = shared.type() == IdentifierType.ID;
        noteOwner(
                sharers,
                shared.subjectHash() ^ (isId ? ID : 0),
                identifier,
                attribute,
                isId ? SHARED_ID : SHARED_ADDRESS,
                SHARED_HINT,
                findings);
    }

    private static @Nullable Identifier other(IdentifierType kind, JsonValue value) {
        boolean identifies =
                value.kind() == ValueKind.INTEGER || value.kind() == ValueKind.TEXT && !value.isEmptyText();
        return identifies ? new Identifier(kind, value) : null;
    }

    private static void noteOwner(
            KeyWindow window,
            long key,
            Identifier owner,
            Attribute attribute,
            String message,
            String hint,
            Findings findings) {
        if (window.hasOther(key, owner.subjectHash()) && mayIdentify(attribute)) {
            findings.add(Code.ID_CONFLICT, attribute.name().text(), () -> message, hint);
        }
    }

    /** What is no address is reported as that; many rows may hold the same. */
    private static boolean mayIdentify(Attribute attribute) {
        return attribute.name().role() != Role.EMAIL || isEmail(attribute.value());
    }

    private static boolean hasNoLetter(JsonValue value) {
        for (int i = value.start() + 1; i < value.end() - 1; i++) {
            byte b = value.bytes()[i];
            if (b < 0 || b == '\\' || b == '@' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z') {
                return false;
            }
        }
        return true;
    }

    /** What could not be checked, if anything. */
    Optional<String> limitation() {
        int least = Math.min(spellings.remembers(), Math.min(owners.remembers(), sharers.remembers()));
        return least == Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of("identifiers were compared with the "
                        + (least < KeyLog.MAX_KEYS ? Quantities.say(least) : "750,000") + " before them only");
    }
}
