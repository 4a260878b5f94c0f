package dev.upserter.plan;

import dev.upserter.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run sends only what changed, and what that means.
 *
 * @param enabled           whether it does; always with {@code mode: mirror}
 * @param mode              what it may do to people
 * @param removed           with {@code mirror}: what becomes of people who are no longer in the source
 * @param removedAttribute  with {@code removed: set}: the attribute that is set
 * @param maxRemoved        with {@code mirror}: how many people one run may remove
 * @param maxChanged        how many of the people known one run may change; null for any number
 * @param duplicates        which of several rows of one person stands
 * @param resend            what is sent after the mapping was changed
 * @param changedFieldsOnly whether only those attributes of a person are sent whose values changed; keeps values
 * @param keepValues        whether the values sent last are kept beside the fingerprints
 */
public record IncrementalConfig(
        boolean enabled,
        Mode mode,
        Removal removed,
        String removedAttribute,
        RemovalLimit maxRemoved,
        @Nullable Allowance maxChanged,
        Duplicates duplicates,
        Resend resend,
        boolean changedFieldsOnly,
        boolean keepValues) {

    /** The attribute that is set where the configuration names none. */
    public static final String USUAL_ATTRIBUTE = "removed_from_source";

    /** All rows are sent. */
    public static final IncrementalConfig OFF = new IncrementalConfig(
            false,
            Mode.UPSERT,
            Removal.NOTHING,
            USUAL_ATTRIBUTE,
            RemovalLimit.USUAL,
            null,
            Duplicates.LAST,
            Resend.CHANGED,
            false,
            false);

    public IncrementalConfig {
        new Problems()
                .require(!removedAttribute.isBlank(), "removedAttribute", "the name of an attribute")
                .throwIfAny();
        enabled = enabled || mode == Mode.MIRROR;
        keepValues = keepValues || changedFieldsOnly;
    }

    /**
     * What of it does nothing, a sentence for each.
     *
     * @param incremental whether the run at hand sends only what changed
     */
    public List<String> idle(boolean incremental) {
        var idle = new ArrayList<String>();
        if (!isMirror() && removed != OFF.removed) {
            idle.add("removed does nothing: mode is not mirror");
        }
        if (!incremental && maxChanged != null) {
            idle.add("maxChanged does nothing: incremental is not true");
        }
        if (!incremental && (duplicates != OFF.duplicates || resend != OFF.resend || keepValues != OFF.keepValues)) {
            idle.add("duplicates, resend, changedFieldsOnly and keepValues do nothing: incremental is not true");
        }
        return idle;
    }

    /** Whether people who are no longer in the source are removed. */
    public boolean isMirror() {
        return mode == Mode.MIRROR;
    }
}
