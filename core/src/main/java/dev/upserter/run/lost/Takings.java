package dev.upserter.run.lost;

import dev.upserter.config.SyncConfig;
import dev.upserter.json.JsonValue;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Suppression;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.StateEntry;
import dev.upserter.state.lost.LossLog;
import dev.upserter.state.lost.LostNow;
import dev.upserter.state.suppression.SuppressedPeople;
import java.io.IOException;
import java.util.Optional;

/** What the acknowledgements of a run say that other syncs have to hear: whom and what it took away, and who is back. For one thread at a time. */
public final class Takings {
    private final SyncConfig config;
    private final String scope;
    private final LostNow lost;
    private final SuppressedPeople suppressed;

    private Takings(SyncConfig config, LostNow lost, SuppressedPeople suppressed) {
        this.config = config;
        this.scope = config.stateScope();
        this.lost = lost;
        this.suppressed = suppressed;
    }

    /** Where a run writes them down, before a state; empty if it has nothing to say. */
    public static Optional<LossLog> log(Execution run, Acknowledgements state) throws IOException {
        SyncConfig config = run.config();
        LostNow lost = mayBeBack(run);
        SuppressedPeople suppressed = config.kind().kind().suppression() == Suppression.ENDS
                ? SuppressedPeople.read(run.spec().suppressed())
                : SuppressedPeople.NONE;
        boolean isAny = takesAway(config) || !lost.isEmpty() || !suppressed.isEmpty();
        return isAny
                ? Optional.of(LossLog.open(
                        run.spec().lost(),
                        run.surroundings().clock().instant(),
                        new Takings(config, lost, suppressed)::tell,
                        state))
                : Optional.empty();
    }

    /** Who was taken away and may come back by a run: by an update nobody does. */
    static LostNow mayBeBack(Execution run) throws IOException {
        SyncConfig config = run.config();
        boolean addsPeople = config.kind().kind().addsPeople() && config.kind().mode() != Mode.UPDATE;
        return addsPeople ? LostNow.read(run.spec().lost()) : LostNow.NOTHING;
    }

    private static boolean takesAway(SyncConfig config) {
        Removal how = config.incremental().removed();
        boolean isMirror = config.incremental().isMirror() && (how.deletes() || how == Removal.DETACH);
        return isMirror || config.kind().kind().irreversible().isPresent();
    }

    private void tell(StateEntry entry, LossLog.Lines lines) {
        switch (entry.kind()) {
            case FORGOTTEN -> tellRemoved(entry, lines);
            case PRESENT -> {
                if (!entry.isUnsure()) {
                    tellDelivered(key(entry), lines);
                }
            }
            case MARKED, SEEN, GONE -> {}
        }
    }

    private TypedKey key(StateEntry entry) {
        return config.typedKey(entry.key());
    }

    private void tellRemoved(StateEntry entry, LossLog.Lines lines) {
        Removal how = config.incremental().removed();
        if (how == Removal.DETACH) {
            lines.lost(scope, entry.keyBytes());
        } else if (how.deletes()) {
            TypedKey key = key(entry);
            lines.lost(config.kind()
                    .kind()
                    .removal(config.kind(), key.type(), key.key(), how, Payload.NONE)
                    .subject());
        }
    }

    private void tellDelivered(TypedKey key, LossLog.Lines lines) {
        Kind kind = config.kind().kind();
        kind.takesAway(config.kind(), key).ifPresent(lines::lost);
        if (lost.isEmpty() && suppressed.isEmpty()) {
            return;
        }
        tell(new Identifier(key.type(), JsonValue.ofText(key.key())), lines);
    }

    /** Who was suppressed until now does not come back by that, but is gone. */
    private void tell(Subject person, LossLog.Lines lines) {
        if (suppressed.contains(person)) {
            lines.lost(person);
        } else if (lost.has(person)) {
            lines.isBack(person);
        }
    }
}
