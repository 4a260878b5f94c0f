package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.template.value.TemplateScope;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The record that rules are evaluated for: its fields by their places, and what is wrong with it. For one thread. */
final class EvaluatedRow {
    private final Function<Code, Level> levels;
    private final ProblemLog log;
    private final TemplateScope scope;
    private final RunVariables run;
    private final MixedTypes types = new MixedTypes();
    private final @Nullable JsonValue[] values;
    private @Nullable SourceRecord record;
    private @Nullable Problem rejection;

    EvaluatedRow(Places places, RunVariables run, Function<Code, Level> levels, ProblemLog log) {
        this.levels = levels;
        this.log = log;
        this.run = run;
        this.scope = new TemplateScope(run.id(), run.time());
        this.values = new JsonValue[places.size()];
    }

    void begin(SourceRecord next) {
        record = next;
        rejection = null;
        scope.begin();
    }

    void put(int place, @Nullable JsonValue value) {
        values[place] = value;
    }

    @Nullable
    JsonValue get(int place) {
        return values[place];
    }

    SourceRecord record() {
        if (record == null) {
            throw new IllegalStateException("no record yet");
        }
        return record;
    }

    TemplateScope scope() {
        return scope;
    }

    MixedTypes types() {
        return types;
    }

    RunVariables run() {
        return run;
    }

    /**
     * Notes a problem: at the levels {@code warn} and {@code drop} it is counted, at a graver one the row is rejected for the first.
     *
     * @param subject the attribute it is about
     */
    void note(Code code, String subject, Supplier<String> message) {
        Level level = levels.apply(code);
        switch (level) {
            case OFF -> {}
            case DROP, WARN, FIX ->
                log.add(
                        code,
                        level,
                        subject,
                        () -> new Problem(code, level, record().location(), message.get(), code.help()));
            case ROW, STOP -> {
                if (rejection == null) {
                    rejection = new Problem(code, level, record().location(), message.get(), code.help());
                }
            }
        }
    }

    /** Why the row cannot be sent; null if it can, as far as is known. */
    @Nullable
    Problem rejection() {
        return rejection;
    }
}
