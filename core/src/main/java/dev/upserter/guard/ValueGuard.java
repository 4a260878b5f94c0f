package dev.upserter.guard;

import dev.upserter.guard.value.DamagedText;
import dev.upserter.guard.value.NullWords;
import dev.upserter.guard.value.PhoneNumbers;
import dev.upserter.guard.value.TimeZones;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.Role;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Quantities;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks one attribute: its name, its length, its value. For one thread. */
final class ValueGuard {
    private static final String PADDED_HINT = "take them away: {template: \"{{ row['FIELD'] | strip }}\", to: email}";

    private final DateGuard dates;
    private final Predicate<String> clearsOnPurpose;

    /**
     * A guard at the start of a run.
     *
     * @param clearsOnPurpose whether the configuration says that no value clears an attribute
     * @param areDays         whether the configuration makes an attribute a day as text
     */
    ValueGuard(InstantSource clock, Predicate<String> clearsOnPurpose, Predicate<String> areDays) {
        this.dates = new DateGuard(clock, areDays);
        this.clearsOnPurpose = clearsOnPurpose;
    }

    /** The attribute to send: the same, a repaired one, or null to leave it out. */
    @Nullable
    Attribute check(Attribute attribute, Findings findings) {
        AttributeName name = attribute.name();
        if (name.utf8Length() > Limits.ATTRIBUTE_NAME) {
            findings.add(Code.ATTRIBUTE_NAME_TOO_LONG, "", Limits.nameTooLong(name));
        }
        return switch (name.role()) {
            case PLAIN, ID -> checkValue(attribute, findings);
            case EMAIL -> checkEmail(attribute, findings);
            case PHONE -> checkPhone(attribute, findings);
            case TIMEZONE -> checkTimeZone(attribute, findings);
            case CREATED_AT -> {
                Attribute checked = checkValue(attribute, findings);
                dates.checkCreatedAt(checked.value(), findings);
                yield checked;
            }
            case UNSUBSCRIBED -> SubscriptionGuard.checkUnsubscribed(attribute, findings);
            case TOPIC -> SubscriptionGuard.checkTopic(attribute, findings);
            case SUBSCRIPTIONS -> SubscriptionGuard.checkAll(attribute, findings);
            case ANONYMOUS_ID -> {
                findings.add(
                        Code.RESERVED_MEANING,
                        name.text(),
                        () -> "the attribute " + name + " joins anonymous events to the person");
                yield checkValue(attribute, findings);
            }
            case READ_ONLY -> {
                findings.add(Code.RESERVED_NAME, name.text(), "the attribute name " + name + " is reserved");
                yield attribute;
            }
        };
    }

    private Attribute checkValue(Attribute attribute, Findings findings) {
        return switch (attribute.value().kind()) {
            case TEXT -> checkText(attribute, findings);
            case INTEGER -> checkLength(DateGuard.checkInteger(attribute, findings), findings);
            case DECIMAL -> checkLength(attribute, findings);
            case TRUE, FALSE -> attribute;
            case NULL -> {
                noteClearing(attribute, "null", findings);
                yield attribute;
            }
            case OBJECT, ARRAY -> checkNested(attribute, findings);
        };
    }

    private void noteClearing(Attribute attribute, String what, Findings findings) {
        String name = attribute.name().text();
        if (!clearsOnPurpose.test(name)) {
            findings.add(Code.NULL_CLEARS, name, () -> what + " removes the attribute " + name);
        }
    }

    private Attribute checkText(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (value.isEmptyText()) {
            noteClearing(attribute, "empty text", findings);
            return attribute;
        }
        if (value.hasEscape() && JsonText.hasUnpairedSurrogate(value.text())) {
            noteMalformed(attribute, findings);
            return attribute;
        }
        noteDamage(attribute, findings);
        noteNullWord(attribute, findings);
        Attribute dated = attribute.name().role() == Role.PHONE ? attribute : dates.checkText(attribute, findings);
        return checkLength(dated, findings);
    }

    private static void noteMalformed(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        findings.add(Code.VALUE_MALFORMED, name, "the attribute " + name + " holds half of a character");
    }

    private static void noteDamage(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        DamagedText.lost(attribute.value())
                .ifPresent(what -> findings.add(Code.TEXT_DAMAGED, name, "the attribute " + name + " " + what));
        DamagedText.changed(attribute.value())
                .ifPresent(damage -> findings.add(
                        Code.TEXT_DAMAGED, name, () -> "the attribute " + name + " " + damage.what(), damage.hint()));
    }

    private static void noteNullWord(Attribute attribute, Findings findings) {
        if (NullWords.isIn(attribute.value())) {
            String name = attribute.name().text();
            findings.add(Code.NULL_WORD, name, () -> "the attribute " + name + " is a word for 'no value', as text");
        }
    }

    private Attribute checkEmail(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (hasValue(value) && !IdentifierGuard.isEmail(value)) {
            boolean isPadded = IdentifierGuard.isPaddedEmail(value);
            findings.add(
                    Code.EMAIL_MALFORMED,
                    "email",
                    () -> "the attribute email " + (isPadded ? IdentifierGuard.PADDED : "is not an e-mail address"),
                    isPadded ? PADDED_HINT : Code.EMAIL_MALFORMED.help());
        }
        return checkValue(attribute, findings);
    }

    private Attribute checkPhone(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (hasValue(value) && !PhoneNumbers.isE164(value.text())) {
            findings.add(
                    Code.PHONE_MALFORMED,
                    "phone",
                    () -> "the attribute phone is not a number in E.164 form" + PhoneNumbers.correction(value.text()));
        }
        return value.kind() == ValueKind.INTEGER ? checkLength(attribute, findings) : checkValue(attribute, findings);
    }

    private Attribute checkTimeZone(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (hasValue(value) && !TimeZones.isRegion(value.text())) {
            findings.add(
                    Code.TIMEZONE_UNKNOWN,
                    "timezone",
                    () -> "the attribute timezone names no region of the time zone database");
        }
        return checkValue(attribute, findings);
    }

    private static boolean hasValue(JsonValue value) {
        return value.kind() != ValueKind.NULL && !value.isEmptyText();
    }

    private Attribute checkNested(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        JsonValue value = attribute.value();
        findings.add(Code.VALUE_NESTED, name, () -> "the attribute " + name + " is a list or an object");
        if (value.hasEscape() && JsonText.hasUnpairedSurrogate(JsonText.unescape(value.json()))) {
            noteMalformed(attribute, findings);
        }
        noteDamage(attribute, findings);
        return checkLength(attribute, findings);
    }

    private static Attribute checkLength(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        int bytes = Limits.valueBytes(value);
        if (bytes <= Limits.ATTRIBUTE_VALUE) {
            return attribute;
        }
        String name = attribute.name().text();
        if (value.kind() == ValueKind.TEXT && findings.level(Code.VALUE_TOO_LONG) == Level.FIX) {
            findings.fixed(
                    Code.VALUE_TOO_LONG,
                    name,
                    "the attribute " + name + " had " + Quantities.say(bytes) + " bytes and was cut");
            return new Attribute(attribute.name(), JsonValue.ofText(cut(value.text())));
        }
        findings.add(
                Code.VALUE_TOO_LONG,
                name,
                "the attribute " + name + " has " + Quantities.say(bytes) + " bytes, more than "
                        + Quantities.say(Limits.ATTRIBUTE_VALUE));
        return attribute;
    }

    /** The first bytes that fit, cut between two characters. */
    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Limits.ATTRIBUTE_VALUE;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
