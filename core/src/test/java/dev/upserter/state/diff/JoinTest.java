package dev.upserter.state.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.JoinCounts;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTest {
    private static final RowValues.Layout LAYOUT = new RowValues.Layout(IdentifierType.ID, List.of(), "", false);

    private static final JoinRules MIRROR = rules(Absent.REMOVED, false, Duplicates.LAST);

    @TempDir
    Path folder;

    private int joins;

    private static JoinRules rules(Absent absent, boolean keepMarked, Duplicates duplicates) {
        return new JoinRules(false, true, true, absent, true, keepMarked, false, duplicates);
    }

    /** What a comparison found: a line for each change, and the entries to acknowledge. */
    private record Found(
            List<String> changes,
            List<StateEntry> entries,
            JoinCounts counts,
            long held,
            long left,
            List<String> duplicates,
            String digest) {}

    /** Rows as {@code key attribute=value}, or a key alone of a row that is not sent. */
    private Found join(JoinRules rules, List<StateEntry> known, String... rows) throws Exception {
        Path own = folder.resolve("" + joins++);
        try (var staging = new Staging(own.resolve("staging"), LAYOUT, false);
                var changes = new Changes(staging, own.resolve("changes"));
                KnownPeople people = new Known(known)) {
            for (int i = 0; i < rows.length; i++) {
                stage(staging, i + 1, rows[i]);
            }
            staging.settle();
            var duplicates = new ArrayList<String>();
            var join = new Join(staging, people, rules, changes, where -> {
                try {
                    duplicates.add(where.location().toString());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            join.run();
            var lines = new ArrayList<String>();
            var acknowledged = new GrowingBytes(64);
            changes.forEach(change -> {
                lines.add(line(change, acknowledged));
                return true;
            });
            lines.sort(null);
            return new Found(
                    lines,
                    entries(acknowledged),
                    join.counts(),
                    join.held(),
                    join.left(),
                    duplicates,
                    changes.digest());
        }
    }

    private static void stage(Staging staging, int number, String row) {
        String[] parts = row.split(" ", -1);
        var who = new Identifier(IdentifierType.ID, JsonValue.ofText(parts[0]));
        if (parts.length == 1) {
            staging.seen(who);
            return;
        }
        var attributes = new ArrayList<Attribute>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", -1);
            attributes.add(new Attribute(new AttributeName(pair[0]), json(pair[1], ValueKind.INTEGER)));
        }
        SourceRecord record = SourceRecord.restored("rows");
        record.restore(number, 100 + number, 10L * number, 3, json("{\"row\":" + number + "}", ValueKind.OBJECT));
        staging.add(who, new RowValues(LAYOUT, who.value(), LAYOUT.room(), new Payload(attributes)), record);
    }

    private static JsonValue json(String text, ValueKind kind) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new JsonValue(bytes, 0, bytes.length, kind);
    }

    private static String line(Change change, GrowingBytes acknowledged) throws IOException {
        var line = new StringBuilder(change.key() + " " + change.kind().spelling());
        line.append(change.isSent() ? "" : " unsent").append(change.isSame() ? " same" : "");
        String before = new String(change.before(), StandardCharsets.UTF_8);
        line.append(before.isEmpty() ? "" : " before " + before);
        var values = new StringBuilder();
        if (change.kind() != ChangeKind.REMOVED) {
            Change.Now now = change.now();
            for (Attribute attribute : now.values().payload().attributes()) {
                values.append(attribute.name().text())
                        .append('=')
                        .append(attribute.value().json());
            }
            line.append(" now ")
                    .append(values)
                    .append(" of ")
                    .append(now.record().json().json());
            assertThat(now.values().key().text()).isEqualTo(change.key());
            assertThat(now.record().row()).isEqualTo(100 + now.record().number());
        }
        change.writeEntry(values.toString().getBytes(StandardCharsets.UTF_8), new byte[0], acknowledged);
        return line.toString();
    }

    private static List<StateEntry> entries(GrowingBytes written) throws IOException {
        var entries = new ArrayList<StateEntry>();
        StateEntries.in(written)
                .forEach(entry -> entries.add(StateEntry.of(
                        entry.kind(), entry.hash(), entry.fingerprint(), entry.keyBytes(), entry.values())));
        return entries;
    }

    /** People of a state, in its order. */
    private static final class Known implements KnownPeople {
        private final List<StateEntry> entries;
        private int next;

        private Known(List<StateEntry> entries) {
            this.entries = entries.stream().sorted(StateEntry::compareWith).toList();
        }

        @Override
        public boolean next() {
            return next++ < entries.size();
        }

        @Override
        public StateEntry entry() {
            return entries.get(next - 1);
        }

        @Override
        public void close() {}
    }

    private List<StateEntry> delivered(String... rows) throws Exception {
        return join(MIRROR, List.of(), rows).entries();
    }

    @Test
    void peopleAreComparedWithWhatWasDelivered() throws Exception {
        Found found = join(MIRROR, delivered("a n=1", "b n=1", "c n=1"), "a n=1", "b n=2", "d n=1");

        assertThat(found.changes())
                .containsExactly(
                        "b changed before n=1 now n=2 of {\"row\":2}",
                        "c removed before n=1",
                        "d added now n=1 of {\"row\":3}");
        assertThat(found.counts()).isEqualTo(new JoinCounts(1, 1, 0, 1, 1, 0, 3));
        assertThat(found.entries())
                .extracting(entry -> entry.key() + " " + entry.kind())
                .containsExactlyInAnyOrder("b PRESENT", "c FORGOTTEN", "d PRESENT");
        assertThat(found.held()).isZero();
        assertThat(found.left()).isZero();
    }

    @Test
    void peopleWhoAreGoneAreKeptOrHeldIfTheRulesSaySo() throws Exception {
        List<StateEntry> known = delivered("a n=1", "b n=1", "c n=1");
        Found held = join(rules(Absent.HELD, false, Duplicates.LAST), known, "b n=1");
        Found kept = join(rules(Absent.KEPT, false, Duplicates.LAST), known, "b n=1");

        assertThat(held.changes()).isEmpty();
        assertThat(held.held()).isEqualTo(2);
        assertThat(held.counts()).isEqualTo(new JoinCounts(0, 0, 0, 1, 0, 0, 3));
        assertThat(kept.changes()).isEmpty();
        assertThat(kept.held()).isZero();
    }

    @Test
    void whoIsMarkedAsRemovedIsNotRemovedAgainAndReturns() throws Exception {
        JoinRules marking = rules(Absent.REMOVED, true, Duplicates.LAST);
        List<StateEntry> marked = join(marking, delivered("a n=1")).entries();
        Found again = join(marking, marked);
        Found returned = join(marking, marked, "a n=1");

        assertThat(marked).singleElement().extracting(StateEntry::kind).isEqualTo(EntryKind.MARKED);
        assertThat(again.changes()).isEmpty();
        assertThat(again.counts()).isEqualTo(JoinCounts.NONE);
        assertThat(returned.changes()).containsExactly("a returned now n=1 of {\"row\":1}");
        assertThat(returned.counts()).isEqualTo(new JoinCounts(0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void aRowThatIsNotSentSaysThatThePersonIsThere() throws Exception {
        Found found = join(MIRROR, delivered("a n=1", "b n=1", "c n=1"), "a", "b", "b n=2", "b");

        assertThat(found.changes())
                .containsExactly("b changed before n=1 now n=2 of {\"row\":3}", "c removed before n=1");
        assertThat(found.duplicates()).isEmpty();
    }

    @Test
    void everybodyIsSentIfTheRulesSaySo() throws Exception {
        var rules = new JoinRules(true, true, true, Absent.KEPT, true, false, false, Duplicates.LAST);
        Found found = join(rules, delivered("a n=1", "b n=1"), "a n=1", "b n=2");

        assertThat(found.changes())
                .containsExactly(
                        "a changed same before n=1 now n=1 of {\"row\":1}",
                        "b changed before n=1 now n=2 of {\"row\":2}");
        assertThat(found.counts()).isEqualTo(new JoinCounts(0, 2, 0, 0, 0, 0, 2));
    }

    @Test
    void knownPeopleAreLeftAsTheyAreIfTheSourceMayBeOlder() throws Exception {
        var rules = new JoinRules(false, true, true, Absent.KEPT, true, false, true, Duplicates.LAST);
        Found found = join(rules, delivered("a n=1", "b n=1"), "a n=1", "b n=2", "c n=1");

        assertThat(found.changes()).containsExactly("c added now n=1 of {\"row\":3}");
        assertThat(found.left()).isEqualTo(1);
        assertThat(found.counts()).isEqualTo(new JoinCounts(1, 0, 0, 1, 0, 0, 2));
    }

    @Test
    void whatIsOnlyRecordedIsNotSent() throws Exception {
        List<StateEntry> known = delivered("a n=1", "b n=1");
        Found nothingKnown = join(
                new JoinRules(false, true, false, Absent.REMOVED, false, false, false, Duplicates.LAST),
                known,
                "b n=2",
                "c n=1");
        Found nothingNew = join(
                new JoinRules(false, false, true, Absent.REMOVED, true, false, false, Duplicates.LAST),
                known,
                "b n=2",
                "c n=1");

        assertThat(nothingKnown.changes())
                .containsExactly(
                        "a removed unsent before n=1",
                        "b changed unsent before n=1 now n=2 of {\"row\":1}",
                        "c added now n=1 of {\"row\":2}");
        assertThat(nothingNew.changes())
                .containsExactly(
                        "a removed before n=1",
                        "b changed before n=1 now n=2 of {\"row\":1}",
                        "c added unsent now n=1 of {\"row\":2}");
    }

    @Test
    void ofSeveralRowsOfAPersonTheRulesSayWhichIsUsed() throws Exception {
        String[] rows = {"a n=1 m=1", "b n=1", "a n=2", "b n=1", "a n=3 x=1"};
        Found last = join(rules(Absent.KEPT, false, Duplicates.LAST), List.of(), rows);
        Found first = join(rules(Absent.KEPT, false, Duplicates.FIRST), List.of(), rows);
        Found merged = join(rules(Absent.KEPT, false, Duplicates.MERGE), List.of(), rows);

        assertThat(last.changes())
                .containsExactly("a added now n=3x=1 of {\"row\":5}", "b added now n=1 of {\"row\":4}");
        assertThat(first.changes())
                .containsExactly("a added now n=1m=1 of {\"row\":1}", "b added now n=1 of {\"row\":2}");
        assertThat(merged.changes())
                .containsExactly("a added now n=3m=1x=1 of {\"row\":5}", "b added now n=1 of {\"row\":4}");
        assertThat(last.counts()).isEqualTo(new JoinCounts(2, 0, 0, 0, 0, 3, 0));
        assertThat(last.duplicates()).containsExactlyInAnyOrder("rows:10:3", "rows:20:3", "rows:30:3");
        assertThat(first.duplicates()).containsExactlyInAnyOrder("rows:30:3", "rows:40:3", "rows:50:3");
        assertThat(join(rules(Absent.KEPT, false, Duplicates.MERGE), merged.entries(), "a m=1 n=3 x=1", "b n=1")
                        .changes())
                .isEmpty();
    }

    @Test
    void whoseValuesAreUnknownIsSentAgain() throws Exception {
        var out = new GrowingBytes(64);
        delivered("a n=1").getFirst().writeUnsure(out);
        Found found = join(MIRROR, entries(out), "a n=1");
        Found marking = join(rules(Absent.REMOVED, true, Duplicates.LAST), entries(out), "a n=1");
        var nothingKnown = new JoinRules(false, true, false, Absent.KEPT, true, false, true, Duplicates.LAST);

        assertThat(found.changes()).containsExactly("a changed now n=1 of {\"row\":1}");
        assertThat(marking.changes()).containsExactly("a returned now n=1 of {\"row\":1}");
        assertThat(join(nothingKnown, entries(out), "a n=1").changes()).isEqualTo(found.changes());
    }

    @Test
    void theDigestTellsPlansApart() throws Exception {
        List<StateEntry> known = delivered("a n=1");
        String digest = join(MIRROR, known, "a n=2").digest();

        assertThat(join(MIRROR, known, "a n=2").digest()).isEqualTo(digest);
        assertThat(List.of(
                        join(MIRROR, known, "a n=3").digest(),
                        join(MIRROR, known).digest(),
                        join(MIRROR, List.of(), "a n=2").digest(),
                        join(MIRROR, known, "a n=2", "b n=2").digest()))
                .doesNotHaveDuplicates()
                .doesNotContain(digest);
    }

    @Test
    void changesThatNeedMuchRoomAreInAFile() throws Exception {
        String long1 = "1".repeat(2_000);
        var rows = new ArrayList<String>();
        for (int i = 0; i < 1_200; i++) {
            rows.add("p" + i + " n=" + long1);
        }
        List<StateEntry> known = delivered(rows.toArray(String[]::new));
        Path own = folder.resolve("large");
        try (var staging = new Staging(own.resolve("staging"), LAYOUT, false);
                var changes = new Changes(staging, own.resolve("changes"));
                KnownPeople people = new Known(known)) {
            new Join(staging, people, MIRROR, changes, where -> {}).run();
            var keys = new ArrayList<String>();
            changes.forEach(change -> {
                assertThat(change.before()).hasSize(2_002);
                return keys.add(change.key());
            });

            assertThat(own.resolve("changes").toFile().length()).isBetween(1L << 20, 3L << 20);
            assertThat(keys).doesNotHaveDuplicates().hasSize(1_200);
            var some = new ArrayList<String>();
            changes.forEach(change -> {
                some.add(change.key());
                return some.size() < 3;
            });
            assertThat(some).isEqualTo(keys.subList(0, 3));
        }
    }
}
