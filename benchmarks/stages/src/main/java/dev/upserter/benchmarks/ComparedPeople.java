package dev.upserter.benchmarks;

import dev.upserter.batch.Api;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.JoinCounts;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateHeader;
import dev.upserter.state.diff.Absent;
import dev.upserter.state.diff.Changes;
import dev.upserter.state.diff.Join;
import dev.upserter.state.diff.JoinRules;
import dev.upserter.state.diff.Staging;
import dev.upserter.state.file.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** People who were delivered in a first run, and come again as they were: what an incremental run does with them. */
final class ComparedPeople implements AutoCloseable {
    private static final JoinRules RULES =
            new JoinRules(false, true, true, Absent.REMOVED, true, false, false, Duplicates.LAST);
    private static final RowValues.Layout LAYOUT = new RowValues.Layout(IdentifierType.ID, List.of(), "", false);
    private static final byte[] NO_VALUES = new byte[0];

    private final int count;
    private final Path folder = Files.createTempDirectory("upserter-benchmark");
    private final Source source;
    private final DataPath path = new DataPath(Api.BATCH);
    private final FileStore store = FileStore.open(folder, MemoryBudget.ofProcess());

    private ComparedPeople(int count) throws IOException, InterruptedException {
        this.count = count;
        this.source = DataPath.open(People.json(count), "people.json");
        var header = StateHeader.of("id", "", "", false);
        store.begin(header, "benchmark");
        try (Staging staging = stage();
                var changes = changes(staging)) {
            join(staging, changes);
            var note = new GrowingBytes(256);
            changes.forEach(change -> {
                note.clear();
                change.writeEntry(NO_VALUES, NO_VALUES, note);
                store.acknowledge(StateEntries.in(note));
                return true;
            });
        }
        store.finish(header, new LastRun("benchmark", false));
    }

    /** After the first run. */
    static ComparedPeople of(int count) {
        try {
            return new ComparedPeople(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
    }

    /** Reads, maps and guards everybody once, and writes them aside. */
    Staging stage() {
        path.forget();
        try {
            var staging = new Staging(folder.resolve("staging"), LAYOUT, true);
            for (int i = 0; i < count; i++) {
                SourceRecord record = DataPath.read(source);
                IdentifyPerson person = path.guard(path.map(record), record);
                JsonValue key = person.identifier().value();
                staging.add(person.subject(), new RowValues(LAYOUT, key, LAYOUT.room(), person.payload()), record);
            }
            return staging;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds that nobody changed. */
    JoinCounts join(Staging staging) throws IOException {
        try (var changes = changes(staging)) {
            JoinCounts counts = join(staging, changes);
            if (counts.unchanged() != count) {
                throw new IllegalStateException(counts + " in place of " + count + " unchanged");
            }
            return counts;
        }
    }

    private Changes changes(Staging staging) throws IOException {
        return new Changes(staging, folder.resolve("changes"));
    }

    private JoinCounts join(Staging staging, Changes changes) throws IOException {
        try (KnownPeople known = store.known()) {
            var join = new Join(staging, known, RULES, changes, where -> {});
            join.run();
            return join.counts();
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        source.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(ComparedPeople::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
