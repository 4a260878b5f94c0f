package dev.upserter.cli.look;

import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Printable;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.Damage;
import dev.upserter.operation.text.Role;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import dev.upserter.profile.proposal.Proposal;
import dev.upserter.profile.proposal.Proposals;
import dev.upserter.profile.proposal.TypeParts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a first configuration: correct for the data it was made from, with notes on what to decide. */
public final class Starter {
    private static final int MOST_ATTRIBUTES = 290;
    /** They have a rule however many others there are: without them, people cannot be mailed, or are against their will. */
    private static final Set<String> KNOWN = Set.of("email", "unsubscribed", "created_at", "phone", "timezone");

    private static final int LONGEST_NAME = 150;
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final Glance look;
    private final Profile profile;
    private final Column identifier;
    private final Map<Column, Proposal> proposals;
    private final List<String> lines = new ArrayList<>();
    private int attributes;

    /** Creates one from data with at least one column. */
    Starter(Glance look) {
        this.look = look;
        this.profile = look.profile();
        this.identifier = profile.identifier().orElseThrow();
        this.proposals = Proposals.of(profile, identifier);
    }

    /** The configuration as YAML, without a line break at its end. */
    String text() {
        lines.addAll(Sections.head(look));
        identifier(identifier);
        lines.addAll(Sections.source(look));
        parts();
        lines.addAll(Sections.deny(Proposals.secrets(profile, identifier)));
        lines.add("mappings: # field of the row -> attribute at Customer.io. What no rule names is not sent");
        proposals.forEach(this::rule);
        lines.addAll(Sections.more(profile));
        Proposals.optOutByTime(proposals, profile).ifPresent(this::optOut);
        if (areOptOuts()) {
            attributes++;
            lines.add("  - value: true");
            lines.add("    to: unsubscribed # by its name, " + comment(look.rowsName())
                    + " lists people who opted out. Remove this rule if it does not");
        }
        if (attributes == 0) {
            lines.add("  - from: " + quoted(identifier.name()) + " # there is no other field to send, so far");
            lines.add("    to: imported_id");
        }
        lines.add("");
        nulls();
        lines.add(Sections.CREDENTIALS);
        return String.join("\n", lines);
    }

    /** Whether the rows are people who opted out, by the name of what holds them, and no column says who did. */
    boolean areOptOuts() {
        return look.areOptOuts()
                && Proposals.optOutByTime(proposals, profile).isEmpty()
                && proposals.values().stream()
                        .noneMatch(proposal -> proposal.to().equals("unsubscribed"));
    }

    /** Columns whose blanks unsubscribe, with the number of blanks. */
    Map<Column, Long> outByBlank() {
        return Proposals.outByBlank(profile, proposals.keySet());
    }

    /** The patterns of dates that are guesses, by the column. */
    Map<Column, String> guesses() {
        return Proposals.guesses(proposals);
    }

    private void identifier(Column column) {
        boolean email = column.mostly() == Look.EMAIL;
        lines.add("userId: " + Sections.identifier(profile, column) + " # " + Sections.state(profile, column));
        if (profile.areOrders()) {
            lines.add("# The rows are orders or the like, not people: of each person's rows the last one counts.");
            lines.add(
                    "# Leave one row for each person, or send each row as an event: init --type event proposes that.");
        }
        if (TypeParts.areEvents(profile)) {
            lines.add(
                    "# The rows look like events: each has its own time, and people are in many of them. init --type event");
            lines.add("# proposes to send them as events.");
        }
        List<Column> others = profile.keys().stream()
                .filter(key -> !profile.areOrders() && !key.equals(column) && !profile.isOfCall(key))
                .limit(3)
                .toList();
        others.forEach(
                key -> lines.add("# or " + comment(key.name()) + ", which is in every row too, and never twice"));
        lines.add("identifyBy: "
                + (email ? "email # the identifiers are e-mail addresses" : "id # or email, cio_id, phone"));
        lines.add("");
    }

    private void parts() {
        if (!profile.filter().isEmpty()) {
            lines.add("filter: " + profile.filter() + " # "
                    + (profile.filtered() == 0
                            ? "other calls say what people did, not who they are"
                            : "the other " + Amounts.count(profile.filtered(), "row")
                                    + (profile.filtered() == 1 ? " says" : " say")
                                    + " what people did, not who they are"));
            lines.add("");
        }
        boolean hasParents =
                profile.columns().stream().anyMatch(column -> column.name().equals(Profiler.PARENT));
        lines.addAll(Sections.keys(look, hasParents || !profile.filter().isEmpty()));
        if (hasParents) {
            lines.add("filter: row['" + Profiler.PARENT + "'] == nil # rows that have it are parts of other rows");
            lines.add("");
        }
    }

    /** A person with the time of an opt-out has opted out. */
    private void optOut(Proposal proposal) {
        attributes++;
        lines.add("  - template: " + json(proposal.template()));
        lines.add("    to: unsubscribed # " + proposal.note());
        keys(proposal);
        optional(proposal.template());
    }

    private void rule(Column column, Proposal proposal) {
        String why = unfit(column, proposal).orElseGet(() -> reason(column, proposal));
        if (why.isEmpty()) {
            attributes++;
            lines.add((proposal.template().isEmpty()
                            ? "  - from: " + quoted(column.name())
                            : "  - template: " + json(proposal.template()))
                    + " # " + Sections.description(profile, column));
            lines.add("    to: " + quoted(proposal.to())
                    + (proposal.note().isEmpty() ? "" : " # " + comment(proposal.note())));
            keys(proposal);
            optional(proposal.template().isEmpty() ? "'" + column.name() + "'" : proposal.template());
        } else {
            lines.add("  # - from: " + comment(quoted(column.name())) + " # " + why);
        }
    }

    private void keys(Proposal proposal) {
        proposal.keys()
                .forEach(key -> lines.add("    " + key.name() + ": "
                        + (key.isYaml() ? key.value() : quoted(key.value()))
                        + (key.note().isEmpty() ? "" : " # " + comment(key.note()))));
    }

    /** Some of several files may be without a field that a rule names. */
    private void optional(String rule) {
        if (profile.partial().stream().anyMatch(name -> rule.contains("'" + name + "'"))) {
            lines.add("    optional: true # not in all files");
        }
    }

    /** Why what a column becomes would be wrong: identifiers that are no longer those of the people, and unknown words. */
    private static Optional<String> unfit(Column column, Proposal proposal) {
        if (column.values() == 0) {
            return Optional.empty();
        }
        if ((proposal.to().equals("id") || column.name().equals("id")) && isDamaged(column)) {
            return Optional.of("a spreadsheet damaged these identifiers: export them as text, then map them");
        }
        boolean isUnread = proposal.to().equals("unsubscribed")
                && proposal.keys().stream().noneMatch(key -> key.name().equals("as"));
        return isUnread
                ? Optional.of(
                        "says who wants messages, in words that are not known: map it with as: boolean, trueWords and"
                                + " falseWords")
                : Optional.empty();
    }

    private static boolean isDamaged(Column column) {
        return column.count(Look.SCIENTIFIC_TEXT) > 0
                || column.wholeFractions() > 0
                || column.examples().stream()
                        .map(String::strip)
                        .anyMatch(
                                example -> Damage.of(JsonValue.ofText(example)).isPresent());
    }

    /** Why a column is not mapped. */
    private String reason(Column column, Proposal proposal) {
        Role role = Role.of(column.name());
        if (column.name().isBlank() || JsonText.hasUnpairedSurrogate(column.name())) {
            return "this name cannot be mapped";
        }
        if (new AttributeName(column.name()).utf8Length() > LONGEST_NAME) {
            return "give it an attribute name of at most 150 bytes";
        }
        if (role == Role.READ_ONLY || role == Role.SUBSCRIPTIONS) {
            return "Customer.io keeps this attribute name for itself. Choose another";
        }
        if (column.values() == 0 && profile.rows() > 0) {
            return "no row says anything";
        }
        if (profile.isOfCall(column)) {
            return "about the call, not the person";
        }
        if (column.mostly() == Look.LIST && proposal.to().equals("phone")) {
            return "a list of numbers. Map one of them, by its path with [0]";
        }
        if (column.mostly() == Look.OBJECT) {
            return "objects. Map an inner field, by its path with dots";
        }
        return attributes >= MOST_ATTRIBUTES && !KNOWN.contains(proposal.to())
                ? "a person has at most 300 attributes"
                : "";
    }

    private void nulls() {
        boolean any = profile.columns().stream().anyMatch(column -> column.count(Look.NULL) > 0);
        lines.add("nulls: skip # a null leaves the attribute as it is. keep clears it"
                + (any ? "" : ". There is no null in these rows"));
    }

    public static String quoted(String text) {
        boolean plain = text.matches("[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")
                && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : json(text);
    }

    static String json(String text) {
        return new String(JsonText.quote(text.replace("${", "$${")), StandardCharsets.UTF_8)
                .replace("\u007f", "\\u007f")
                .replace("\u0085", "\\u0085")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029")
                .replace("\ufeff", "\\ufeff");
    }

    /** The text on one line. */
    static String comment(String text) {
        return Printable.of(text);
    }
}
