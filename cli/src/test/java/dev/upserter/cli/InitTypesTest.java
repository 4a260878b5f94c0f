package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code init --type} proposes a configuration of each type that works as it is. */
final class InitTypesTest {
    private static final String EVENTS = """
            event_id,user_id,event,occurred_at,amount,note
            e1,u1,Order Placed,2026-01-05T10:00:00Z,20.50,a
            e2,u2,Order Placed,2026-01-06T10:00:00Z,3,
            e3,u1,Order Paid,2026-01-07T10:00:00Z,20.50,b
            e4,u1,Order Placed,2026-01-08T10:00:00Z,7,c
            """;

    private static final Map<String, String> DATA = Map.ofEntries(
            Map.entry("person", "id,email\nu1,a@x.example\nu2,b@x.example\n"),
            Map.entry("event", EVENTS),
            Map.entry("page", """
                    user_id,url,viewed_at,title
                    u1,https://x.example/,2026-01-05 10:00:00,Home
                    u1,https://x.example/a,2026-01-05 10:00:09,A
                    """),
            Map.entry("screen", """
                    email,screen,timestamp
                    a@x.example,Home,1767607200
                    a@x.example,Cart,1767607260
                    """),
            Map.entry("object", """
                    company_id,name,owner_email,employees,password
                    acme,Acme,a@x.example,12,x
                    globex,Globex,b@x.example,7,y
                    """),
            Map.entry("relationship", "person,company_id,role\n1,acme,owner\n2,acme,member\n"),
            Map.entry("segment", "id,email\nu1,a@x.example\nu2,b@x.example\n"),
            Map.entry("device", """
                    user_id,token,platform,last_used,push_enabled,colour
                    u1,t-1,ios,2026-01-05T10:00:00Z,true,red
                    u2,t-2,Android,2026-01-06T10:00:00Z,false,blue
                    """),
            Map.entry("delete", "id,email\nu1,a@x.example\n"),
            Map.entry("suppress", "email\na@x.example\n"),
            Map.entry("unsuppress", "id\nu1\n"),
            Map.entry("merge", "primary_id,duplicate_email\nu1,a@x.example\n"));

    @TempDir
    private Path folder;

    private String out = "";

    private static List<String> types() {
        return Kinds.ALL.stream().map(Kind::spelling).toList();
    }

    private int run(String... arguments) {
        var typed = new Typed();
        int exitCode = typed.run(arguments);
        out = typed.out() + typed.err();
        return exitCode;
    }

    private String init(String type, String data) throws IOException {
        Files.writeString(folder.resolve("data.csv"), data);
        var typed = new Typed();
        assertThat(typed.run("init", folder + "/data.csv", "--type", type))
                .as(typed.err())
                .isZero();
        Files.writeString(folder.resolve("c.yaml"), typed.out());
        return typed.out();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theProposalOfEachTypeIsRightAndArrives(String type) throws IOException {
        String config = init(type, Objects.requireNonNull(DATA.get(type)));
        assertThat(run("check", folder + "/c.yaml", folder + "/data.csv", "--sandbox"))
                .as(config + out)
                .isZero();
        assertThat(out).as(config).doesNotContain("CONSTANT_NAMES_FIELD", "would stop");

        boolean asks = Kinds.spelled(type).irreversible().isPresent();
        String[] command = {"sync", folder + "/c.yaml", folder + "/data.csv", "--sandbox", "--state=" + folder + "/s"};
        var withYes = Arrays.copyOf(command, command.length + (asks ? 1 : 0));
        if (asks) {
            withYes[command.length] = "--yes";
        }
        assertThat(run(withYes)).as(config + out).isZero();
    }

    @Test
    void anEventHasItsPersonNameTimeAndId() throws IOException {
        assertThat(init("event", EVENTS))
                .contains(
                        "type: event\n",
                        "userId: user_id #",
                        "identifyBy: id #",
                        "event: {from: event}",
                        "time: occurred_at\n",
                        "eventId: event_id #",
                        "  - from: amount",
                        "    as: number")
                .doesNotContain("- from: event_id", "- from: user_id");
    }

    @Test
    void theTimeIsReadAsItIsWritten() throws IOException {
        assertThat(init("event", """
                        customer,kind,at ms
                        1,a,1767607200000
                        1,b,1767607260000
                        """))
                .contains("userId: customer", "event: {from: kind}", "time: {from: at ms, unit: ms}");
        assertThat(init("page", """
                        email,path,Date
                        a@x.example,/,15.01.2026 10:00
                        a@x.example,/a,16.01.2026 10:00
                        """))
                .contains(
                        "userId: email",
                        "identifyBy: email",
                        "page: {from: path}",
                        "pattern: \"dd.MM.yyyy HH:mm\"",
                        "zone: ");
    }

    @Test
    void visitorsAreAnonymousWhereNoPersonIsKnown() throws IOException {
        assertThat(init("event", "anonymous_id,event,timestamp\nv1,Seen,1767607200\nv1,Left,1767607260\n"))
                .contains("anonymousId: anonymous_id")
                .doesNotContain("userId: anonymous_id");
    }

    @Test
    void theTokenOfADeviceIsNoSecretThere() throws IOException {
        assertThat(init("device", Objects.requireNonNull(DATA.get("device"))))
                .contains(
                        "device: token", "platform: {from: platform}", "lastUsed: last_used", "  - from: push_enabled")
                .contains("  # - from: colour")
                .doesNotContain("deny:");
        assertThat(init("object", Objects.requireNonNull(DATA.get("object"))))
                .contains("objectId: company_id", "  userId: owner_email", "  identifyBy: email", "deny: [password]");
    }

    @Test
    void callsOfATypeAreFiltered() throws IOException {
        String rows = """
                {"type": "track", "messageId": "m1", "userId": "u1", "event": "Paid", "timestamp": "2026-01-05T10:00:00Z", "properties": {"total": 5}}
                {"type": "identify", "messageId": "m2", "userId": "u1", "timestamp": "2026-01-05T10:00:00Z", "traits": {"plan": "pro"}}
                """;
        Path file = Files.writeString(folder.resolve("calls.ndjson"), rows);
        var typed = new Typed();
        assertThat(typed.run("init", file.toString(), "--type", "event")).isZero();
        Path config = Files.writeString(folder.resolve("c.yaml"), typed.out());

        assertThat(typed.out()).contains("filter: row['type'] == 'track'", "eventId: messageId", "- from: properties");
        assertThat(run("sync", config.toString(), file.toString(), "--sandbox", "--state=" + folder + "/s"))
                .as(typed.out() + out)
                .isZero();
    }

    @Test
    void rowsThatAreNoneAreLeftOutOfEachType() throws IOException {
        String config = init("object", "company_id,name\nGold,\na1,Acme\nb2,Beta\nSilver,\nc3,Cosy\n");

        assertThat(config)
                .contains(
                        "nothing but a word in company_id, as titles of sections do", "filter: row['name'] != blank\n");
        assertThat(run("check", folder + "/c.yaml", folder + "/data.csv", "--sandbox"))
                .as(config + out)
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"object, 'company_id,name,,city'", "person, 'userId,type,,anonymousId'"})
    void aBlankColumnInSeveralFilesIsReadWithAGuardThatSaysSo(String type, String header) throws IOException {
        Files.writeString(folder.resolve("a.csv"), header + "\na1,identify,,x1\nb2,identify,,x2\n");
        Files.writeString(folder.resolve("b.csv"), header + "\nc3,track,,x3\n");
        var typed = new Typed();
        assertThat(typed.run("init", folder + "/*.csv", "--type", type))
                .as(typed.err())
                .isZero();
        Files.writeString(folder.resolve("c.yaml"), typed.out());

        assertThat(typed.out()).contains("guards: {COLUMN_UNCLEAR: warn}\n");
        assertThat(typed.out().contains("filter: ")).isEqualTo(type.equals("person"));
        assertThat(run("check", folder + "/c.yaml", folder + "/*.csv", "--sandbox"))
                .as(typed.out() + out)
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "event, 'id,email', no field says when each event was",
        "relationship, 'id,email', no field says which object",
        "device, 'id,email', no field holds the tokens",
        "merge, 'id,email', no field says whom of two people goes"
    })
    void dataWithoutWhatTheTypeNeedsAreRefused(String type, String header, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), header + "\n1,a@x.example\n2,b@x.example\n");

        assertThat(run("init", file.toString(), "--type", type)).isEqualTo(2);
        assertThat(out).contains("with type " + type + ", " + message, "hint: ");
    }

    @Test
    void rowsThatLookLikeEventsAreCalledSo() throws IOException {
        Path events = Files.writeString(folder.resolve("events.csv"), EVENTS);
        assertThat(run("init", events.toString())).isZero();
        assertThat(out).contains("# The rows look like events", "warning: the rows look like events", "--type event");

        Path people = Files.writeString(folder.resolve("people.csv"), """
                id,email,created_at
                1,a@x.example,2026-01-05T10:00:00Z
                2,b@x.example,2026-01-06T10:00:00Z
                3,b@x.example,2026-01-07T10:00:00Z
                4,c@x.example,2026-01-08T10:00:00Z
                5,d@x.example,2026-01-09T10:00:00Z
                """);
        assertThat(run("init", people.toString())).isZero();
        assertThat(out).doesNotContain("look like events");
    }

    @ParameterizedTest
    @CsvSource({
        "OWNERID, EMAIL",
        "OwnerId, Phone",
        "Owner, Email",
        "Customer, Email",
        "Contact owner, Email",
        "user_id, contact_email"
    })
    void whoIsOneRowEachIsAPersonWhoeverOwnsThem(String owner, String address) throws IOException {
        String rows = IntStream.rangeClosed(1, 9)
                .mapToObj(n -> "003A%s,005B%s,p%s@x.example,2026-01-0%sT10:00:00.000Z\n".formatted(n, n % 2, n, n))
                .collect(Collectors.joining());
        Path people = Files.writeString(
                folder.resolve("contacts.csv"), "ID," + owner + "," + address + ",CREATEDDATE\n" + rows);

        assertThat(run("init", people.toString())).isZero();
        assertThat(out).doesNotContain("look like events");
    }
}
