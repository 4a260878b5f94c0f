package dev.upserter.guard;

import dev.upserter.guard.value.NullWords;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.ChangeDevice;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.ChangeRelationship;
import dev.upserter.operation.DeleteObject;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.MergePeople;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.TrackEvent;
import dev.upserter.operation.text.OptOutNames;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.problem.Quantities;
import dev.upserter.record.SourceRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Holds each operation against what Customer.io would refuse, lose or misread. Its memory is constant. For one thread.
 */
public final class Guard {
    private final GuardConfig config;
    private final ProblemLog log;
    private final Findings findings;
    private final boolean entryLimited;
    private final IdentifierGuard identifiers;
    private final AttributesGuard attributes;
    private final OrderGuard order;
    private final ThingGuard things;
    private final AddressWatch addresses;
    private final ConsentWatch consents;
    private final EventGuard events;
    private final NoticeGuard notices = new NoticeGuard();
    private final ApostropheWatch apostrophes = new ApostropheWatch();

    /**
     * A guard at the start of a run.
     *
     * @param config        changed levels
     * @param mapping       the rules that made the operations
     * @param kindIsGuessed whether Customer.io guesses the kind of identifier from its shape, as the v1 API does
     * @param repeatsAreSent whether each of several rows of one person is sent, and none of them is left out
     * @param clock         tells which dates are in the future
     * @param log           where warnings and repairs are counted
     * @param memory        limits how many rows it can compare with one another
     */
    public Guard(
            GuardConfig config,
            MappingConfig mapping,
            boolean kindIsGuessed,
            boolean repeatsAreSent,
            InstantSource clock,
            ProblemLog log,
            MemoryShare memory) {
        this.config = config;
        this.log = log;
        this.findings = new Findings(config, log);
        this.entryLimited = !kindIsGuessed;
        this.identifiers = new IdentifierGuard(kindIsGuessed, memory);
        this.attributes = new AttributesGuard(
                new NameGuard(true), new ValueGuard(clock, mapping.clearing(), mapping.daysAsText()));
        this.order = new OrderGuard(repeatsAreSent, clock);
        this.things = new ThingGuard(mapping, order, clock, memory);
        this.addresses = new AddressWatch(mapping.isMixed() ? IdentifierType.ID : mapping.identifyBy());
        this.events = new EventGuard(clock, kindIsGuessed, memory);
        this.consents = new ConsentWatch(mapping);
    }

    /** A guard for few rows, at the start of a run: see the other constructor. */
    public Guard(
            GuardConfig config,
            MappingConfig mapping,
            boolean kindIsGuessed,
            boolean repeatsAreSent,
            InstantSource clock,
            ProblemLog log) {
        this(config, mapping, kindIsGuessed, repeatsAreSent, clock, log, MemoryShare.UNLIMITED);
    }

    /**
     * Checks one operation.
     *
     * @param operation  what would be sent
     * @param record     where it comes from
     * @param duplicates fields that are in the record more than once
     * @return what may be sent, or why nothing may
     */
    public Verdict check(Operation operation, SourceRecord record, List<String> duplicates) {
        findings.begin(record);
        for (String field : duplicates) {
            findings.add(Code.FIELD_DUPLICATE, field, "the field " + field + " is in the row twice");
        }
        TableEndGuard.check(operation, record, findings);
        notices.check(operation, record, findings);
        Operation guarded = guarded(operation, record);
        Problem rejection = findings.rejection();
        if (rejection != null) {
            return new Verdict.Reject(rejection, findings.isOfNobodyKnown());
        }
        return guarded instanceof TrackEvent && events.isRepeated()
                ? new Verdict.Repeated()
                : new Verdict.Send(guarded);
    }

    /** Why a row that the filter leaves out must not go without notice, if it must not. */
    public Optional<Problem> checkLeftOut(SourceRecord record) {
        findings.begin(record);
        NoticeGuard.checkLeftOut(record, findings);
        return Optional.ofNullable(findings.rejection());
    }

    /** To be deleted or a member twice is the same as once: there the order of the rows is nobody's concern. */
    private Operation guarded(Operation operation, SourceRecord record) {
        return switch (operation) {
            case IdentifyPerson person -> guarded(person, record);
            case IdentifyObject object -> things.check(object, record, findings);
            case DeleteObject deletion -> deletion;
            case ChangeRelationship relationship -> things.check(relationship, record, findings);
            case TrackEvent event -> {
                Identifier person = event.subject().person();
                if (person != null) {
                    identifiers.check(person, findings);
                }
                events.check(event, findings);
                yield event;
            }
            case ActOnPerson act -> {
                identifiers.check(act.identifier(), findings);
                yield act;
            }
            case ChangeDevice device -> {
                identifiers.check(device.owner(), findings);
                checkDevice(device);
                yield device;
            }
            case MergePeople merge -> {
                identifiers.check(merge.stays(), findings);
                identifiers.check(merge.goes(), findings);
                yield merge;
            }
            case ChangeMembership membership -> {
                identifiers.check(membership.identifier(), findings);
                yield membership;
            }
        };
    }

    private void checkDevice(ChangeDevice device) {
        if (NullWords.isNobody(device.token())) {
            findings.add(Code.PART_MALFORMED, "", "the token of the device is a word or a sign that names none");
        }
        if (device.length(Form.ENTRY) > Limits.ENTRY) {
            findings.add(
                    Code.ENTRY_TOO_LARGE,
                    "",
                    "the row makes " + Quantities.say(device.length(Form.ENTRY)) + " bytes, more than "
                            + Quantities.say(Limits.ENTRY));
        }
    }

    private IdentifyPerson guarded(IdentifyPerson operation, SourceRecord record) {
        identifiers.check(operation.identifier(), findings);
        order.check(operation, record, findings);
        addresses.look(operation);
        consents.look(operation, record.file());
        apostrophes.look(operation);
        IdentifyPerson guarded = checkAttributes(operation);
        checkSize(guarded);
        return guarded;
    }

    @SuppressWarnings("ReferenceEquality") // attributes that are not the same object were repaired
    private IdentifyPerson checkAttributes(IdentifyPerson operation) {
        Payload checked = attributes.check(
                operation.payload(),
                attribute -> identifiers.checkAttribute(operation.identifier(), attribute, findings),
                findings);
        return checked == operation.payload() ? operation : operation.withAttributes(checked.attributes());
    }

    private void checkSize(IdentifyPerson operation) {
        int count = operation.size();
        if (count > Limits.ATTRIBUTES) {
            findings.add(
                    Code.TOO_MANY_ATTRIBUTES,
                    "",
                    "the row has " + Quantities.say(count) + " attributes, more than " + Limits.ATTRIBUTES);
        } else if (count >= Limits.ATTRIBUTES_NEAR) {
            findings.add(Code.ATTRIBUTES_NEAR_LIMIT, "", "the row has " + Quantities.say(count) + " attributes");
        }
        if (entryLimited && operation.length(Form.ENTRY) > Limits.ENTRY) {
            findings.add(
                    Code.ENTRY_TOO_LARGE,
                    "",
                    "the row makes " + Quantities.say(operation.length(Form.ENTRY)) + " bytes, more than "
                            + Quantities.say(Limits.ENTRY) + ". Its largest attributes are "
                            + AttributesGuard.largest(operation.attributes()));
        }
    }

    /** Tells what can only be said at the end of the source. */
    public void finish() {
        identifiers.limitation().ifPresent(message -> warn(Code.ID_CASE_TWINS, message));
        addresses
                .elsewhere()
                .ifPresent(name -> warn(
                        Code.EMAIL_NOT_MAPPED,
                        "the attribute " + name
                                + " holds e-mail addresses, and nothing fills the attribute email, which"
                                + " messages go to"));
        consents.elsewhere().ifPresent(message -> warn(Code.OPT_OUT_NOT_MAPPED, message));
        consents.files()
                .forEach(file -> warn(Code.OPT_OUT_NOT_MAPPED, OptOutNames.ofFile(file), OptOutNames.FILE_HINT));
        attributes
                .damagedName()
                .ifPresent(
                        message -> warn(
                                Code.TEXT_DAMAGED,
                                message,
                                "export the data again as UTF-8, or map the field to an attribute with the name that is meant"));
        apostrophes.marked().forEach(this::warnOfApostrophe);
    }

    private void warnOfApostrophe(String name) {
        warn(
                Code.TEXT_DAMAGED,
                "the attribute " + name + " starts with an apostrophe before digits, as a spreadsheet keeps digits that"
                        + " are no number, in most rows",
                "take it away: {template: \"{{ row['FIELD'] | remove_first: \\\"'\\\" }}\", to: " + name + "}");
    }

    private void warn(Code code, String message) {
        warn(code, message, code.help());
    }

    private void warn(Code code, String message, String hint) {
        if (config.level(code) != Level.OFF) {
            log.add(new Problem(code, Level.WARN, null, message, hint));
        }
    }
}
