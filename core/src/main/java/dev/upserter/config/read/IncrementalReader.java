package dev.upserter.config.read;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.operation.Role;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.plan.Resend;
import java.util.Map;

/** Reads the keys that say what is sent of people who are known. For one thread. */
final class IncrementalReader {
    private final Values values;
    private final Mistakes mistakes;

    IncrementalReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    void read(Key key, Node.Field field, SyncConfigBuilder builder) {
        switch (key) {
            case INCREMENTAL -> builder.incremental(values.truth(field));
            case REMOVED -> builder.removed(values.word(field, Removal.values()));
            case REMOVED_ATTRIBUTE -> attribute(field, builder);
            case MAX_REMOVED -> limit(field, builder);
            case MAX_CHANGED -> {
                Allowance most = values.allowance(field, "a share of the people known", "people");
                if (most != null) {
                    builder.maxChanged(most);
                }
            }
            case DUPLICATES -> builder.duplicates(values.word(field, Duplicates.values()));
            case RESEND -> builder.resend(values.word(field, Resend.values()));
            case CHANGED_FIELDS_ONLY -> builder.changedFieldsOnly(values.truth(field));
            case KEEP_VALUES -> builder.keepValues(values.truth(field));
            default -> throw new IllegalArgumentException("not read here: " + key);
        }
    }

    private void attribute(Node.Field field, SyncConfigBuilder builder) {
        String name = values.name(field).text();
        if (Role.of(name) == Role.PLAIN) {
            builder.removedAttribute(name);
        } else {
            mistakes.add(
                    field.value().place(),
                    "removedAttribute must be an attribute without a meaning of its own at Customer.io",
                    "choose another name");
        }
    }

    private void limit(Node.Field field, SyncConfigBuilder builder) {
        Allowance most = values.allowance(field, "a share of the people known", "people");
        if (most != null) {
            builder.maxRemoved(new RemovalLimit(most.amount(), most.isShare()));
        }
    }

    /** Notes what cannot be obeyed. */
    void check(Map<String, Node.Field> given, SyncConfigBuilder builder) {
        Node.Field removed = given.get(Key.REMOVED.spelling());
        if (removed != null && builder.deletesSingly()) {
            mistakes.add(
                    removed.value().place(),
                    "removed must not be delete or suppress where api is single",
                    "set api to batch, or removed to clear, set or nothing");
        }
        if (removed != null && builder.clearsUnknown()) {
            mistakes.add(
                    removed.value().place(),
                    "removed: clear must know the attributes, but fields are sent that no rule names",
                    "set keepValues to true, or write a rule for each field");
        }
    }
}
