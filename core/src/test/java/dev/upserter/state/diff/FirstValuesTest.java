package dev.upserter.state.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.mapping.RowValues;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Duplicates;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes whose first value stays, and what a comparison makes of people in doubt. */
class FirstValuesTest {
    private static final RowValues.Layout LAYOUT = new RowValues.Layout(IdentifierType.ID, List.of(), "", false);
    private static final FirstValues FIRST = new FirstValues(List.of("src"));

    @TempDir
    Path folder;

    private int joins;

    private static Payload payload(String json) {
        JsonValue object = JsonValue.ofJson(json.replace('\'', '"'));
        return new Payload(Nested.names(object).stream()
                .map(name -> new Attribute(
                        new AttributeName(name), Nested.find(object, name).orElseThrow()))
                .toList());
    }

    private static @Nullable JsonValue last(@Nullable String json) {
        return json == null ? null : JsonValue.ofJson(json.replace('\'', '"'));
    }

    private static String text(Payload payload) {
        return payload.attributes().stream()
                .map(attribute -> "'" + attribute.name().text() + "':"
                        + attribute.value().json().replace('"', '\''))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What was sent before, what the row says; what is sent, what Customer.io has then, and what is compared. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                             | {'n':1,'src':'ad'}   | {'n':1,'src':'ad'} | {'n':1,'src':'ad'}   | {'n':1,'src':true}
            {'n':1,'src':'ad'} | {'n':1,'src':'web'} | {'n':1}           | {'n':1,'src':'ad'}   | {'n':1,'src':true}
            {'n':1,'src':'ad'} | {'src':'web','n':2} | {'n':2}           | {'n':2,'src':'ad'}   | {'n':2,'src':true}
            {'n':1}          | {'n':1,'src':'web'}  | {'n':1,'src':'web'} | {'n':1,'src':'web'} | {'n':1,'src':true}
            {'src':null}     | {'src':'web'}        | {'src':'web'}      | {'src':'web'}        | {'src':true}
            {'src':''}       | {'src':'web'}        | {'src':'web'}      | {'src':'web'}        | {'src':true}
            {'src':'ad'}     | {'n':1}              | {'n':1}            | {'n':1,'src':'ad'}   | {'n':1,'src':true}
            {'src':'ad'}     | {'n':1,'src':null}   | {'n':1}            | {'n':1,'src':'ad'}   | {'n':1,'src':true}
            {'n':1}          | {'n':1,'src':null}   | {'n':1,'src':null} | {'n':1,'src':null}   | {'n':1}
            {'n':1}          | {'n':1,'src':''}     | {'n':1,'src':''}   | {'n':1,'src':''}     | {'n':1}
                             | {'n':1}              | {'n':1}            | {'n':1}              | {'n':1}
            """)
    void aLaterValueIsNotSentAndChangesNothing(
            @Nullable String last, String row, String sent, String kept, String compared) {
        assertThat(text(FIRST.sent(payload(row), last(last), false))).isEqualTo(sent);
        assertThat(text(FIRST.kept(payload(row), last(last)))).isEqualTo(kept);
        assertThat(text(FIRST.sent(payload(row), last(last), true)))
                .as("in doubt, the first value is sent again")
                .isEqualTo(kept);
        assertThat(text(FIRST.compared(payload(row), last(last)))).isEqualTo(compared);
    }

    @Test
    void withoutSuchAttributesValuesGoAsTheyCome() {
        Payload row = payload("{'n':1,'src':null}");

        assertThat(FirstValues.NONE.isEmpty()).isTrue();
        assertThat(FIRST.isEmpty()).isFalse();
        assertThat(FirstValues.NONE.sent(row, last("{'src':'ad'}"), false)).isSameAs(row);
        assertThat(FirstValues.NONE.compared(row, null)).isSameAs(row);
    }

    /** A line for each change, and for each row that is none. */
    private List<String> join(FirstValues first, JoinRules rules, List<StateEntry> known, String... rows)
            throws Exception {
        Path own = folder.resolve("" + joins++);
        var lines = new ArrayList<String>();
        try (var staging = new Staging(own.resolve("staging"), LAYOUT, false, false, first, MemoryShare.UNLIMITED);
                var changes = new Changes(staging, own.resolve("changes"))) {
            for (int i = 0; i < rows.length; i++) {
                var who = new Identifier(IdentifierType.ID, JsonValue.ofText("p" + i));
                SourceRecord record = SourceRecord.restored("rows");
                record.restore(i + 1, i + 1, 1, 1, JsonValue.ofJson("{}"));
                staging.add(who, new RowValues(LAYOUT, who.value(), LAYOUT.room(), payload(rows[i])), record);
            }
            staging.settle();
            var join = new Join(staging, people(known), rules, changes, new Join.UnsentListener() {
                @Override
                public void duplicate(Join.Where row) {
                    lines.add("duplicate");
                }

                @Override
                public void unchanged(Join.Where row) {
                    lines.add("unchanged " + number(row));
                }

                @Override
                public void left(Join.Where row) {
                    lines.add("left " + number(row));
                }
            });
            join.counting(hash -> true);
            join.run();
            changes.forEach(
                    change -> lines.add(change.key() + " " + change.kind().spelling()
                            + (change.isSent() ? " sent" : "")
                            + (change.isSame() ? " same" : "")
                            + (change.isUnsure() ? " unsure" : "")
                            + " before " + new String(change.before(), StandardCharsets.UTF_8)
                            + (change.isKept() ? "" : " forgotten")));
            lines.add("again " + join.again() + " same " + join.same() + " untold " + join.untold() + " forgotten "
                    + join.forgotten());
        }
        return lines;
    }

    private static long number(Join.Where row) {
        try {
            return row.record().number();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KnownPeople people(List<StateEntry> known) {
        List<StateEntry> sorted = known.stream().sorted(StateEntry::compareWith).toList();
        return new KnownPeople() {
            private int next;

            @Override
            public boolean next() {
                return next++ < sorted.size();
            }

            @Override
            public StateEntry entry() {
                return sorted.get(next - 1);
            }

            @Override
            public void close() {}
        };
    }

    /** What a state says once these rows were delivered, of which it keeps the values, or none. */
    private List<StateEntry> delivered(FirstValues first, boolean keeps, String... rows) throws Exception {
        Path own = folder.resolve("" + joins++);
        var written = new GrowingBytes(64);
        try (var staging = new Staging(own.resolve("staging"), LAYOUT, false, false, first, MemoryShare.UNLIMITED);
                var changes = new Changes(staging, own.resolve("changes"))) {
            for (int i = 0; i < rows.length; i++) {
                var who = new Identifier(IdentifierType.ID, JsonValue.ofText("p" + i));
                SourceRecord record = SourceRecord.restored("rows");
                record.restore(i + 1, i + 1, 1, 1, JsonValue.ofJson("{}"));
                staging.add(who, new RowValues(LAYOUT, who.value(), LAYOUT.room(), payload(rows[i])), record);
            }
            staging.settle();
            new Join(staging, KnownPeople.none(), rules(true, false), changes, row -> {}).run();
            changes.forEach(change -> {
                int row = Integer.parseInt(change.key().substring(1));
                byte[] values = keeps ? rows[row].replace('\'', '"').getBytes(StandardCharsets.UTF_8) : new byte[0];
                change.writeEntry(values, new byte[0], written);
                return true;
            });
        }
        var entries = new ArrayList<StateEntry>();
        StateEntries.in(written)
                .forEach(entry -> entries.add(StateEntry.of(
                        entry.kind(), entry.hash(), entry.fingerprint(), entry.keyBytes(), entry.values())));
        return entries;
    }

    private static JoinRules rules(boolean send, boolean leaveKnown) {
        return new JoinRules(false, send, send, Absent.KEPT, true, false, leaveKnown, Duplicates.LAST);
    }

    private static StateEntry unsure(StateEntry entry) {
        var out = new GrowingBytes(64);
        entry.writeUnsure(out);
        var unsure = new StateEntry();
        unsure.look(out.bytes(), 0, out.length());
        return unsure;
    }

    @Test
    void aPersonWhoseLaterValueDiffersIsUnchanged() throws Exception {
        List<StateEntry> known = delivered(FIRST, true, "{'n':1,'src':'ad'}", "{'n':1}", "{'n':1,'src':'ad'}");

        assertThat(join(FIRST, rules(true, false), known, "{'n':1,'src':'web'}", "{'n':1,'src':'web'}", "{'n':1}"))
                .containsExactlyInAnyOrder(
                        "unchanged 1",
                        "p1 changed sent before {\"n\":1}",
                        "unchanged 3",
                        "again 1 same 0 untold 0 forgotten 0");
    }

    /** Customer.io may have a first value that this state cannot tell. */
    @Test
    void whereTheStateKeptNoValuesThatIsCounted() throws Exception {
        List<StateEntry> known = delivered(FIRST, false, "{'n':1,'src':'ad'}", "{'n':1}");

        assertThat(join(FIRST, rules(true, false), known, "{'n':2,'src':'web'}", "{'n':1}"))
                .containsExactlyInAnyOrder(
                        "p0 changed sent before ", "unchanged 2", "again 1 same 0 untold 1 forgotten 0");
        assertThat(join(FIRST, rules(false, false), known, "{'n':1,'src':'ad'}"))
                .as("a run that sends nothing tells the state the values")
                .containsExactly("p0 changed same before ", "again 1 same 1 untold 0 forgotten 0");
    }

    @Test
    void aPersonInDoubtIsSentAgain() throws Exception {
        List<StateEntry> known = delivered(FirstValues.NONE, true, "{'n':1}").stream()
                .map(FirstValuesTest::unsure)
                .toList();

        assertThat(join(FirstValues.NONE, rules(true, false), known, "{'n':1}"))
                .containsExactly("p0 changed sent unsure before ", "again 1 same 0 untold 0 forgotten 0");
        assertThat(join(FIRST, rules(true, false), known, "{'n':1}"))
                .as("the first values are known all the same")
                .containsExactly("p0 changed sent unsure before {\"n\":1}", "again 1 same 0 untold 0 forgotten 0");
        assertThat(join(FirstValues.NONE, rules(true, true), known, "{'n':1}"))
                .as("even where known people stay as they are")
                .contains("p0 changed sent unsure before ");
    }

    @Test
    void knownPeopleStayAsTheyAreWhereTheRulesSaySo() throws Exception {
        List<StateEntry> known = delivered(FirstValues.NONE, true, "{'n':1}", "{'n':1}");

        assertThat(join(FirstValues.NONE, rules(true, true), known, "{'n':2}", "{'n':1}", "{'n':3}"))
                .containsExactlyInAnyOrder(
                        "left 1", "unchanged 2", "p2 added sent before ", "again 1 same 0 untold 0 forgotten 0");
    }

    /** What a state forgets by its key, as ids of events, may have been sent. */
    @Test
    void whatMayHaveBeenForgottenIsNotNew() throws Exception {
        var rules = new JoinRules(false, true, true, Absent.KEPT, true, false, false, "p1", Duplicates.LAST);

        assertThat(join(FirstValues.NONE, rules, List.of(), "{'n':1}", "{'n':1}", "{'n':1}"))
                .containsExactlyInAnyOrder(
                        "unchanged 1",
                        "p1 added sent before ",
                        "p2 added sent before ",
                        "again 2 same 0 untold 0 forgotten 1");
    }

    @Test
    void whoIsGoneIsForgotten() throws Exception {
        List<StateEntry> known = delivered(FirstValues.NONE, true, "{'n':1}", "{'n':1}");
        var rules = new JoinRules(false, true, true, Absent.REMOVED, true, false, false, Duplicates.LAST);

        assertThat(join(FirstValues.NONE, rules, known, "{'n':1}"))
                .contains("unchanged 1", "p1 removed sent before {\"n\":1} forgotten");
    }
}
