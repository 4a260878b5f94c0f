package dev.upserter.plan;

import dev.upserter.problem.Problems;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run sends only changes, and how.
 *
 * @param enabled           whether it does; always with {@code mode: mirror}
 * @param mode              what it may do to people
 * @param removed           with {@code mirror}: what to do with people who are no longer in the source
 * @param removedAttribute  with {@code removed: set}: the attribute to set
 * @param maxRemoved        with {@code mirror}: how many people one run may remove
 * @param maxChanged        how many of the known people one run may change; null for any number
 * @param maxNew            how many people one run may add, where the state tells who is new; null for any number
 * @param pricePerProfile   what a person costs who is added, in whatever currency; null where that is not said
 * @param duplicates        which of several rows of one person is used
 * @param resend            what to send after the mapping was changed
 * @param changedFieldsOnly whether to send only those attributes of a person whose values changed; keeps values
 * @param keepValues        whether to keep the values sent last beside the fingerprints
 * @param forgetAfter       how long after its own time the id of an event is kept; null for ever
 * @param changeEvents      the events that tell of changes; null for none
 */
public record IncrementalConfig(
        boolean enabled,
        Mode mode,
        Removal removed,
        String removedAttribute,
        RemovalLimit maxRemoved,
        @Nullable Allowance maxChanged,
        @Nullable Allowance maxNew,
        @Nullable BigDecimal pricePerProfile,
        Duplicates duplicates,
        Resend resend,
        boolean changedFieldsOnly,
        boolean keepValues,
        @Nullable Duration forgetAfter,
        @Nullable ChangeEventNames changeEvents) {

    /** The default for the attribute to set. */
    public static final String DEFAULT_ATTRIBUTE = "removed_from_source";

    public static final Duration LEAST_FORGET_AFTER = Duration.ofDays(1);
    public static final Duration MOST_FORGET_AFTER = Duration.ofDays(36_500);

    /** All rows are sent. */
    public static final IncrementalConfig OFF = new IncrementalConfig(
            false,
            Mode.UPSERT,
            Removal.NOTHING,
            DEFAULT_ATTRIBUTE,
            RemovalLimit.DEFAULT,
            null,
            null,
            null,
            Duplicates.LAST,
            Resend.CHANGED,
            false,
            false,
            null);

    public IncrementalConfig {
        enabled = enabled || mode == Mode.MIRROR;
        new Problems()
                .require(!removedAttribute.isBlank(), "removedAttribute", "the name of an attribute")
                .require(changeEvents == null || enabled, "changeEvents", "absent unless incremental is true")
                .require(
                        changeEvents == null || mode == Mode.UPSERT || mode == Mode.MIRROR,
                        "changeEvents",
                        "absent where mode is " + mode.name().toLowerCase(Locale.ROOT))
                .require(
                        changeEvents == null || changeEvents.removed() == null || !removed.deletes(),
                        "changeEvents.removed",
                        "absent where removed is delete or suppress")
                .throwIfAny();
        keepValues = keepValues || changedFieldsOnly;
    }

    /** Without events that tell of changes. */
    public IncrementalConfig(
            boolean enabled,
            Mode mode,
            Removal removed,
            String removedAttribute,
            RemovalLimit maxRemoved,
            @Nullable Allowance maxChanged,
            @Nullable Allowance maxNew,
            @Nullable BigDecimal pricePerProfile,
            Duplicates duplicates,
            Resend resend,
            boolean changedFieldsOnly,
            boolean keepValues,
            @Nullable Duration forgetAfter) {
        this(
                enabled,
                mode,
                removed,
                removedAttribute,
                maxRemoved,
                maxChanged,
                maxNew,
                pricePerProfile,
                duplicates,
                resend,
                changedFieldsOnly,
                keepValues,
                forgetAfter,
                null);
    }

    /**
     * The settings that have no effect, a sentence for each.
     *
     * @param incremental whether the current run sends only changes
     * @param keepsAsAsked whether values are kept for no other reason than that the configuration says so
     */
    public List<String> idle(boolean incremental, boolean keepsAsAsked) {
        var idle = new ArrayList<String>();
        if (!isMirror() && removed != Removal.NOTHING && removed != Removal.DETACH) {
            idle.add("removed does nothing: mode is not mirror");
        }
        if (!isMirror() && changeEvents != null && changeEvents.removed() != null) {
            idle.add("changeEvents.removed does nothing: mode is not mirror");
        }
        if (!incremental && maxChanged != null) {
            idle.add("maxChanged does nothing: incremental is not true");
        }
        if (!incremental && (maxNew != null || pricePerProfile != null)) {
            idle.add("maxNew and pricePerProfile do nothing: incremental is not true");
        }
        if (!incremental && forgetAfter != null) {
            idle.add("forgetAfter does nothing: incremental is not true");
        }
        boolean keepsInVain = keepsAsAsked && keepValues != OFF.keepValues;
        if (!incremental && (duplicates != OFF.duplicates || resend != OFF.resend || keepsInVain)) {
            idle.add("duplicates, resend, changedFieldsOnly and keepValues do nothing: incremental is not true");
        }
        return idle;
    }

    /** Whether people who are no longer in the source are removed. */
    public boolean isMirror() {
        return mode == Mode.MIRROR;
    }
}
