package dev.upserter.cli.look;

import dev.upserter.cli.text.Amounts;
import dev.upserter.json.JsonText;
import dev.upserter.kind.Kind;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.Role;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.proposal.Proposal;
import dev.upserter.profile.proposal.Proposals;
import dev.upserter.profile.proposal.TypeParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a first configuration for rows that become something else than people. Used once. */
final class TypedStarter {
    private static final int MOST_ATTRIBUTES = 290;
    private static final int LONGEST_NAME = 150;

    /** The types of calls that Segment and RudderStack export. */
    private static final Set<String> CALLS = Set.of("identify", "track", "page", "screen", "group", "alias");

    /** What Customer.io knows of devices. */
    private static final Set<String> OF_DEVICES = Set.of(
            "device_os",
            "device_model",
            "app_version",
            "cio_sdk_version",
            "_last_status",
            "device_locale",
            "push_enabled");

    private final Glance look;
    private final Profile profile;
    private final Kind kind;
    private final List<String> lines = new ArrayList<>();
    private int attributes;

    /** Creates one from data with at least one column. */
    TypedStarter(Glance look, Kind kind) {
        this.look = look;
        this.profile = look.profile();
        this.kind = kind;
    }

    /**
     * The configuration as YAML, without a line break at its end.
     *
     * @throws dev.upserter.cli.shell.UsageException if no column can be what the type needs
     */
    String text() {
        var parts = new PartLines(profile, kind);
        lines.addAll(Sections.head(look));
        lines.addAll(parts.make());
        lines.add("");
        lines.addAll(Sections.source(look));
        Optional<Column> type =
                profile.columns().stream().filter(this::isTypeOfCall).findFirst();
        lines.addAll(Sections.keys(look, type.isPresent()));
        type.ifPresent(column -> {
            lines.add("filter: row['" + column.name() + "'] == '" + call() + "' # rows of other types are other calls");
            lines.add("");
        });
        if (kind.hasAttributes()) {
            lines.addAll(Sections.deny(secrets(parts.taken())));
            mappings(TypeParts.data(profile, parts.taken()));
            lines.add("");
        }
        lines.add(Sections.CREDENTIALS);
        return String.join("\n", lines);
    }

    private List<Column> secrets(Set<Column> taken) {
        return Proposals.secrets(profile).stream()
                .filter(column -> !taken.contains(column))
                .toList();
    }

    private boolean isTypeOfCall(Column column) {
        return column.name().equalsIgnoreCase("type")
                && !column.examples().isEmpty()
                && column.examples().stream()
                        .map(example -> example.replace("\"", ""))
                        .allMatch(CALLS::contains);
    }

    private String call() {
        return switch (kind.spelling()) {
            case "event" -> "track";
            case "page", "screen" -> kind.spelling();
            case "object", "relationship" -> "group";
            case "merge" -> "alias";
            default -> "identify";
        };
    }

    private void mappings(Map<Column, Proposal> data) {
        if (data.isEmpty()) {
            return;
        }
        String become = "field of the row -> " + (kind.isEvent() ? "data of the event" : "attribute");
        boolean any = data.keySet().stream().anyMatch(column -> reason(column).isEmpty());
        lines.add(
                any
                        ? "mappings: # " + become + ". What no rule names is not sent"
                        : "# mappings: # " + become + ". Without mappings, "
                                + (kind.sendsAllFields()
                                        ? "every field that no other key names is sent"
                                        : "none is sent"));
        data.forEach(this::rule);
    }

    private void rule(Column column, Proposal proposal) {
        String why = reason(column);
        if (!why.isEmpty()) {
            lines.add("  # - from: " + Starter.comment(Starter.quoted(column.name())) + " # " + why);
            return;
        }
        attributes++;
        lines.add("  - from: " + Starter.quoted(column.name()) + " # " + Sections.description(profile, column));
        lines.add("    to: " + Starter.quoted(proposal.to()));
        proposal.keys()
                .forEach(key -> lines.add("    " + key.name() + ": "
                        + (key.isYaml() ? key.value() : Starter.quoted(key.value()))
                        + (key.note().isEmpty() ? "" : " # " + Starter.comment(key.note()))));
    }

    /** Why a column is not mapped. */
    private String reason(Column column) {
        if (column.name().isBlank() || JsonText.hasUnpairedSurrogate(column.name())) {
            return "this name cannot be mapped";
        }
        if (column.values() == 0 && profile.rows() > 0) {
            return "no row says anything";
        }
        if (kind.isEvent()) {
            return column.name().matches("recipient|from_address|reply_to")
                    ? "it would take the place of what a campaign's message says"
                    : "";
        }
        return ofThing(column);
    }

    private String ofThing(Column column) {
        if (kind.role(column.name()) == Role.READ_ONLY) {
            return "Customer.io keeps this attribute name for itself. Choose another";
        }
        if (new AttributeName(column.name()).utf8Length() > LONGEST_NAME) {
            return "give it an attribute name of at most 150 bytes";
        }
        if (column.mostly() == Look.OBJECT) {
            return "objects. Map an inner field, by its path with dots";
        }
        if (kind.spelling().equals("device") && !OF_DEVICES.contains(column.name())) {
            return "about the device? " + Amounts.count(column.values(), "row")
                    + (column.values() == 1 ? " has" : " have") + " it";
        }
        return attributes >= MOST_ATTRIBUTES ? "an object has at most 300 attributes" : "";
    }
}
