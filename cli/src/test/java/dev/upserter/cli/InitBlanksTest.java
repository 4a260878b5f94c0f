package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Blanks around values, as columns of a fixed width have them, belong to no value: {@code init} takes them away. */
final class InitBlanksTest extends InitFixture {
    private void sent(String name, String content) throws IOException {
        init.send(name, content);
        assertThat(init.said()).as(init.config()).doesNotContain("MALFORMED", "DAMAGED", "CLEARS");
    }

    @Test
    void columnsOfAFixedWidthLoseThem() throws IOException {
        sent("data.csv", """
            id    ,email            ,plan      ,age ,joined     ,note
            A1    ,ada@x.example    ,gold      ,41  ,2026-01-15 ,a  b
            A2    ,bo@x.example     ,free plan ,7   ,2026-01-16 ,
            A3    ,                 ,          ,    ,           ,c
            """);

        assertThat(init.person("A1"))
                .containsEntry("email", "\"ada@x.example\"")
                .containsEntry("plan", "\"gold\"")
                .containsEntry("created_at", "1768435200")
                .containsEntry("note", "\"a  b\"");
        assertThat(init.person("A2")).containsEntry("plan", "\"free plan\"").containsEntry("age", "\"7\"");
        assertThat(init.person("A3")).containsOnlyKeys("note");
    }

    @Test
    void noBreakBlanksGoToo() throws IOException {
        sent("data.csv", "id,email\n1,ada@x.example\u00a0\n\u00a02 ,bo@x.example\n");

        assertThat(init.person("1")).containsEntry("email", "\"ada@x.example\"");
        assertThat(init.person("2")).containsEntry("email", "\"bo@x.example\"");

        sent("inner.csv", "id,email,price\n3,c@x.example, 10\u00a0EUR\n4,d@x.example,20\u00a0EUR\u00a0\n");
        assertThat(init.person("3")).containsEntry("price", "\"10\u00a0EUR\"");
    }

    @Test
    void aCellOfBlanksAmongFullOnesIsNoDate() throws IOException {
        sent("data.csv", """
            id,email,joined
            A1,ada@x.example,2026-01-15
            A2,bob@x.example,          \s
            """);

        assertThat(init.person("A1")).containsEntry("created_at", "1768435200");
        assertThat(init.person("A2")).containsOnlyKeys("email");
    }

    @Test
    void numbersAndBooleansAmongTextsStayWhatTheyAre() throws IOException {
        sent("data.ndjson", """
            {"id": 1, "email": "a@x.example", "plan": 7, "level": false}
            {"id": 2, "email": "b@x.example", "plan": " x", "level": " y"}
            """);

        assertThat(init.person("1")).containsEntry("plan", "7").containsEntry("level", "false");
    }

    @Test
    void oneAmongManyAddressesAndIdentifiersIsEnough() throws IOException {
        var rows = new StringBuilder("customer,mail,note\nc0 , p0@x.example,  a\n");
        for (int i = 1; i < 40; i++) {
            rows.append("c%s,p%s@x.example,a\n".formatted(i, i));
        }
        sent("data.csv", rows.toString());

        assertThat(init.person("c0")).containsEntry("email", "\"p0@x.example\"").containsEntry("note", "\"  a\"");
    }

    @Test
    void valuesInsideOfFieldsLoseThem() throws IOException {
        sent("data.ndjson", """
            {"id": "1 ", "traits": {"email": " a@x.example", "plan": " x"}, "list": [1]}
            {"id": " 2", "traits": {"email": "c@x.example ", "plan": "y "}, "list": [2]}
            """);

        assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"").containsEntry("plan", "\"x\"");
        sent("lists.ndjson", """
            {"id": 3, "emails": [{"address": "b@x.example "}]}
            {"id": 4, "emails": []}
            """);
        assertThat(init.person("3")).containsEntry("email", "\"b@x.example\"");
    }

    @Test
    void peekAndARunSaySo() throws IOException {
        init.of("data.csv", "id,email\n1 ,a@x.example \n2,b@x.example \n");
        var typed = new Typed();
        assertThat(typed.run("peek", folder + "/data.csv")).isZero();
        assertThat(typed.out()).contains("email: 2 values have blanks around them", "id: 1 value has blanks around it");

        init.with("userId: id\nmappings: [{from: email, to: email}]\n").check();
        assertThat(init.said())
                .contains("the attribute email is an e-mail address with blanks around it", "| strip }}\", to: email}");
        init.with("userId: email\nidentifyBy: email\n").check();
        assertThat(init.said())
                .contains("the identifier is an e-mail address with blanks around it", "userId: {template:");
    }
}
