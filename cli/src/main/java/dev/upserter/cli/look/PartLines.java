package dev.upserter.cli.look;

import dev.upserter.cli.shell.UsageException;
import dev.upserter.kind.Kind;
import dev.upserter.operation.IdentifierType;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.proposal.EventNames;
import dev.upserter.profile.proposal.Proposal;
import dev.upserter.profile.proposal.TypeParts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of a first configuration that its type alone has, and the columns that they take. Used once. */
final class PartLines {
    private static final List<String> OBJECTS = List.of(
            "objectid",
            "companyid",
            "accountid",
            "organizationid",
            "organisationid",
            "orgid",
            "groupid",
            "teamid",
            "workspaceid",
            "courseid",
            "projectid",
            "company",
            "account",
            "organization",
            "team",
            "course");
    private static final List<String> OBJECT_TYPES = List.of("objecttypeid", "objecttype");
    private static final List<String> TOKENS = List.of(
            "token", "devicetoken", "pushtoken", "registrationtoken", "fcmtoken", "apnstoken", "deviceid", "device");
    private static final List<String> PLATFORMS = List.of("platform", "os", "deviceos", "devicetype", "deviceplatform");
    private static final List<String> LAST_USED = List.of(
            "lastused", "lastusedat", "lastseen", "lastseenat", "lastactive", "lastactiveat", "updatedat", "seenat");
    private static final List<String> GOING = List.of(
            "duplicate",
            "duplicateid",
            "secondary",
            "secondaryid",
            "mergedid",
            "oldid",
            "previousid",
            "fromid",
            "olduserid",
            "duplicateemail",
            "secondaryemail",
            "oldemail");
    private static final List<String> STAYING = List.of(
            "primary",
            "primaryid",
            "keep",
            "keepid",
            "masterid",
            "newid",
            "intoid",
            "newuserid",
            "primaryemail",
            "newemail");

    private final Profile profile;
    private final Kind kind;
    private final List<String> lines = new ArrayList<>();
    private final Set<Column> taken = new HashSet<>();

    PartLines(Profile profile, Kind kind) {
        this.profile = profile;
        this.kind = kind;
    }

    /**
     * The lines.
     *
     * @throws UsageException if no column can be what the type needs
     */
    List<String> make() {
        lines.add("type: " + kind.spelling());
        switch (kind.spelling()) {
            case "event" -> event(EventNames.EVENT, profile.areOrders() ? "Order Placed" : "Imported Event");
            case "page" -> event(EventNames.PAGE, "/imported");
            case "screen" -> event(EventNames.SCREEN, "Imported Screen");
            case "object" -> object();
            case "relationship" -> relationship();
            case "segment" -> segment();
            case "device" -> device();
            case "merge" -> merge();
            default -> listed();
        }
        return List.copyOf(lines);
    }

    /** The columns that these keys name. */
    Set<Column> taken() {
        return taken;
    }

    private void event(List<String> names, String constant) {
        Column time = require(
                TypeParts.time(profile),
                "no field says when each " + kind.spelling() + " was, and Customer.io would take it for one of now",
                "export a column with the time. Or write time: {run: time}, and eventId, yourself");
        taken.add(time);
        Optional<Column> actor = TypeParts.actor(profile).filter(column -> !taken.contains(column));
        Optional<Column> anonymous = TypeParts.named(profile, List.of("anonymousid"));
        if (anonymous.isPresent()
                && (actor.isEmpty()
                        || actor.equals(anonymous)
                        || !TypeParts.person(profile).equals(actor))) {
            taken.add(anonymous.get());
            lines.add("anonymousId: " + Sections.identifier(profile, anonymous.get())
                    + " # somebody whom Customer.io does not know yet. userId in its place names people");
        } else {
            who(require(actor, "no field says who it was", "export a column with the identifiers of the people"));
            anonymous.ifPresent(column -> lines.add("# rows without it: another configuration, with anonymousId: "
                    + Starter.comment(Starter.quoted(column.name())) + " in place of userId"));
        }
        Optional<Column> name = free(names).filter(column -> column.mostly() != Look.OBJECT);
        lines.add(name.map(column -> kind.spelling() + ": {from: " + taking(column) + "} # each row says it")
                .orElse(kind.spelling() + ": " + constant + " # change it: the same for all rows, or {from: FIELD}"));
        lines.add("time: " + withKeys(time));
        Optional<Column> id = free(EventNames.ID).filter(column -> column.isKey(profile.rows()));
        lines.add(id.map(column -> "eventId: " + taking(column) + " # tells each row from all others")
                .orElse("# eventId: FIELD # what makes two rows the same. Without it: who, what, when and the data"));
        lines.add(
                "# triggers: hold # or allow: what becomes of events younger than 72 hours, from which campaigns may start");
    }

    private void object() {
        objectType();
        Column id = require(free(OBJECTS).or(this::key), "no field tells one object from another", "export their ids");
        lines.add("objectId: " + taking(id) + " # " + Sections.state(profile, id));
        TypeParts.person(profile).filter(column -> !taken.contains(column)).ifPresent(column -> {
            lines.add(
                    "person: # who is related to the object. mappings here would become attributes of the relationship");
            lines.add("  userId: " + taking(column));
            lines.add("  identifyBy: " + identifyBy(column));
        });
    }

    private void relationship() {
        Column object = require(
                free(OBJECTS),
                "no field says which object the person of each row is related to",
                "call it object_id or company_id, or write objectId yourself");
        taken.add(object);
        who(require(
                TypeParts.person(profile).or(this::key),
                "no field says whose relationship it is",
                "export a column with the identifiers of the people"));
        objectType();
        lines.add("objectId: " + Starter.quoted(object.name()));
        lines.add("mode: upsert # or remove. mirror ends relationships that are gone from the rows");
    }

    private void objectType() {
        lines.add("objectType: "
                + free(OBJECT_TYPES)
                        .map(column -> "{from: " + taking(column) + "}")
                        .orElse("1 # change it: the number that the workspace's settings show. The type must exist"));
    }

    private void segment() {
        lines.add(
                "segment: 7 # change it: its number, as its page at Customer.io shows it. It must be a manual segment");
        who(listedPerson());
        lines.add("mode: add # or remove. mirror takes those out whom it added and who are gone from the rows");
    }

    private void device() {
        Column token = require(
                free(TOKENS), "no field holds the tokens of devices", "call it token, or write device yourself");
        taken.add(token);
        who(listedPerson());
        lines.add("device: " + Starter.quoted(token.name()));
        lines.add("platform: "
                + free(PLATFORMS)
                        .map(column -> "{from: " + taking(column) + "} # ios or android. Other rows are rejected")
                        .orElse("ios # change it: ios or android, the same for all rows, or {from: FIELD}"));
        TypeParts.time(profile)
                .filter(column -> !taken.contains(column))
                .filter(column -> free(LAST_USED).filter(column::equals).isPresent())
                .ifPresent(column -> {
                    taken.add(column);
                    lines.add("lastUsed: " + withKeys(column));
                });
        lines.add("mode: upsert # or remove. mirror takes devices away that are gone from the rows");
    }

    private void merge() {
        Column going = require(
                free(GOING),
                "no field says whom of two people goes",
                "call it duplicate_id, or write userId, who stays, and duplicate, who goes, yourself");
        taken.add(going);
        Column staying = require(
                free(STAYING).or(() -> Optional.of(listedPerson()).filter(column -> !taken.contains(column))),
                "no field says whom of two people stays",
                "call it primary_id, or write userId, who stays, yourself");
        who(staying);
        lines.add("duplicate: " + Sections.identifier(profile, going) + " # who goes");
        if (!identifyBy(going).equals(identifyBy(staying))) {
            lines.add("duplicateBy: " + identifyBy(going));
        }
        irreversible();
    }

    private void listed() {
        who(listedPerson());
        if (kind.irreversible().isPresent()) {
            irreversible();
        }
    }

    private void irreversible() {
        lines.add("# irreversible: true # or --yes each time: it cannot be undone");
    }

    private Column listedPerson() {
        return require(
                TypeParts.listed(profile).filter(column -> !taken.contains(column)),
                "no field says who somebody is",
                "export a column with the identifiers of the people");
    }

    private void who(Column column) {
        taken.add(column);
        lines.add("userId: " + Sections.identifier(profile, column) + " # " + Sections.state(profile, column));
        lines.add("identifyBy: " + identifyBy(column) + " # or "
                + kind.identifiers().stream()
                        .map(IdentifierType::spelling)
                        .filter(other -> !other.equals(identifyBy(column)))
                        .collect(Collectors.joining(", ")));
    }

    private static String identifyBy(Column column) {
        return column.name().equals("cio_id") ? "cio_id" : column.mostly() == Look.EMAIL ? "email" : "id";
    }

    private Optional<Column> key() {
        return profile.identifier().filter(column -> !taken.contains(column));
    }

    private Optional<Column> free(List<String> names) {
        return TypeParts.named(profile, names).filter(column -> !taken.contains(column));
    }

    private String taking(Column column) {
        taken.add(column);
        return Starter.quoted(column.name());
    }

    private String withKeys(Column time) {
        List<Proposal.Key> keys = TypeParts.timeKeys(profile, time);
        if (keys.isEmpty()) {
            return Starter.quoted(time.name());
        }
        String notes = keys.stream()
                .map(Proposal.Key::note)
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("; "));
        return "{from: " + Starter.quoted(time.name())
                + keys.stream()
                        .map(key -> ", " + key.name() + ": " + Starter.quoted(key.value()))
                        .collect(Collectors.joining())
                + "}" + (notes.isEmpty() ? "" : " # " + Starter.comment(notes));
    }

    private Column require(Optional<Column> column, String message, String hint) {
        return column.orElseThrow(() -> new UsageException("with type " + kind.spelling() + ", " + message, hint));
    }
}
