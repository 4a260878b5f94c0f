package dev.upserter.config.read;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the key {@code guards}. For one thread. */
final class GuardsReader {
    private final Values values;
    private final Mistakes mistakes;

    GuardsReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    void read(Node.Field guards, SyncConfigBuilder builder) {
        if (!(guards.value() instanceof Node.Fields levels)) {
            mistakes.add(
                    guards.value().place(),
                    "guards must be an object, but this is " + guards.value().kind(),
                    "write {\"DATE_AS_TEXT\": \"fix\"}");
            return;
        }
        for (Node.Field guard :
                Keys.of(levels, codes(), "there is no guard", mistakes).values()) {
            read(Code.valueOf(guard.name()), guard, builder);
        }
    }

    private void read(Code code, Node.Field guard, SyncConfigBuilder builder) {
        if (!code.isAdjustable()) {
            mistakes.add(
                    guard.place(),
                    "the level of " + code + " cannot be changed; it is always "
                            + code.level().spelling(),
                    "remove it");
            return;
        }
        builder.guard(code, Level.valueOf(values.word(guard, levels(code)).toUpperCase(Locale.ROOT)));
    }

    /** The levels that the configuration may name, the usual one included. */
    static List<String> levels(Code code) {
        var allowed = new ArrayList<String>();
        for (Level level : Level.values()) {
            if (code.allows(level)) {
                allowed.add(level.spelling());
            }
        }
        return allowed;
    }

    private static List<String> codes() {
        var codes = new ArrayList<String>();
        for (Code code : Code.values()) {
            codes.add(code.name());
        }
        return codes;
    }
}
