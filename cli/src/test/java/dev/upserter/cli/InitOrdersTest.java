package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are orders, and not people: people are found in them, and the last row of each counts. */
final class InitOrdersTest extends InitFixture {
    @Test
    void shopifysOrdersArePeopleByTheirAddresses() throws IOException {
        init.of("orders.csv", """
            Name,Email,Financial Status,Fulfillment Status,Accepts Marketing,Total,Created at,Lineitem quantity,Lineitem name,Id
            #1001,a@x.example,paid,fulfilled,no,29.00,2026-01-10 09:59:59 -0500,1,Tea,4901
            #1001,a@x.example,,,,,2026-01-10 09:59:59 -0500,2,Cup,
            #1002,b@x.example,paid,fulfilled,yes,9.00,2026-01-11 09:59:59 -0500,1,Tea,4902
            #1003,a@x.example,paid,fulfilled,yes,5.00,2026-01-12 09:59:59 -0500,1,Tea,4903
            """);
        assertThat(init.sync()).as(init.said()).isZero();

        assertThat(init.config())
                .contains("userId: Email #", "identifyBy: email", "of each person's rows the last one counts")
                .doesNotContain("to: created_at");
        assertThat(init.people()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'id,Customer ID,Customer Email,Amount,Cancel At Period End,Current Period End (UTC)', 'sub_1,cus_1,a@x.example,9.00,true,2026-01-10 10:00'",
        "'Order ID,Order Date,Customer ID,Billing Email,Order Total', '7,2026-01-10,cus_1,a@x.example,9.00'",
        "'order_id,user_id,email,total', '7,cus_1,a@x.example,9.00'"
    })
    void theIdentifierIsThatOfThePersonAndNotOfTheOrder(String header, String row) throws IOException {
        init.of("rows.csv", header + "\n" + row + "\n" + row.replaceFirst("^[a-z_]*[0-9]", "sub_8") + "\n");
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.people()).isEqualTo(1);
        assertThat(init.person("cus_1")).containsEntry("email", "\"a@x.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,email,Total Orders,Last Order Date",
                "Customer ID,Email,Orders,Total Spend",
                "id,email,order_id"
            })
    void peopleWithAnOrderAmongTheirFieldsArePeople(String header) throws IOException {
        init.of(
                "people.csv",
                header
                        + "\n1,a@x.example,3,2026-01-10\n2,b@x.example,4,2026-01-11\n"
                                .replace(header.endsWith("order_id") ? ",2026-01-10" : "\u0000", "")
                                .replace(header.endsWith("order_id") ? ",2026-01-11" : "\u0000", ""));

        assertThat(init.config()).doesNotContain("the last one counts");
    }

    @Test
    void aWarningSaysThatRowsAreOrders() throws IOException {
        Path file = Files.writeString(
                folder.resolve("o.csv"), "Order ID,Email,Order Total\n1,a@x.example,9.00\n2,a@x.example,8.00\n");
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isZero();
        assertThat(typed.err()).contains("warning: the rows are orders or the like, not people");
        assertThat(typed.run("peek", file.toString())).isZero();
        assertThat(typed.out()).contains("the rows are orders or the like, not people");
    }

    @Test
    void theTableOfPagesOfAWarehouseHasNoPeople() throws IOException {
        Path file = Files.writeString(
                folder.resolve("pages.csv"),
                "id,anonymous_id,user_id,path,url,referrer,received_at\na1,n1,1,/,https://x.example/,,2026-01-02 10:00:00 UTC\n");
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isEqualTo(2);
        assertThat(typed.err()).contains("none of the 1 row says who somebody is");
    }

    @ParameterizedTest
    @CsvSource({
        "'Yes, please', 'No, thanks'",
        "Yes please, No thanks",
        "'Ja, gerne', 'Nein, danke'",
        "Granted, Denied",
        "I agree, Withdrawn"
    })
    void answersInWordsOfTheirOwnTellWhoIsUnsubscribed(String yes, String no) throws IOException {
        init.of("form.csv", """
            id,Timestamp,email,Do you accept to receive our newsletter?
            1,2026/01/10 2:00:11 PM GMT+1,a@x.example,"%s"
            2,2026/01/10 2:00:11 PM GMT+1,b@x.example,"%s"
            """.formatted(no, yes));
        assertThat(init.check()).as(init.said()).isZero();
        assertThat(init.sync()).as(init.said()).isZero();

        assertThat(init.person("1")).containsEntry("unsubscribed", "true").containsEntry("Timestamp", "1768050011");
        assertThat(init.person("2")).containsEntry("unsubscribed", "false");
    }

    @Test
    void theNumbersOfLeadAdsAreMadeE164() throws IOException {
        init.of(
                "leads.csv",
                "id,email,phone_number\nl:1,a@x.example,p:+4915123456000\nl:2,b@x.example,p:+4915123456100\n");
        assertThat(init.sync()).as(init.said()).isZero();

        assertThat(init.person("l:1")).containsEntry("phone", "\"+4915123456000\"");
    }

    @Test
    void twoBackslashesAndAnNAreNullWhereSnowflakeWritesThem() throws IOException {
        init.of(
                "people.csv",
                "ID,EMAIL,EMAIL_OPT_IN,PLAN\n1,a@x.example,true,\\\\N\n2,b@x.example,false,pro\n3,c@x.example,\\\\N,pro\n");
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.person("1")).doesNotContainKey("PLAN").containsEntry("unsubscribed", "false");
        assertThat(init.person("3")).doesNotContainKey("unsubscribed");
    }

    @Test
    void theStatusOfAPaymentAloneIsThatOfAnOrder() throws IOException {
        init.of("orders.csv", """
            Customer ID,Email,Name,Financial Status,Total,Created at
            77,a@x.example,#1001,paid,12.50,2026-01-15 10:20:30 +0100
            78,b@x.example,#1003,paid,13.50,2026-01-16 10:20:30 +0100
            """);

        assertThat(init.config()).contains("userId: Customer ID").doesNotContain("to: created_at");
    }

    @Test
    void theIdAndTheTimeOfAnOrderAreNotThoseOfAPerson() throws IOException {
        init.of("orders.ndjson", """
            {"id": 5001, "email": "a@x.example", "financial_status": "paid", "line_items": [], "total_price": "9.50", "created_at": "2026-01-15T10:20:30Z"}
            {"id": 5002, "email": "a@x.example", "financial_status": "paid", "line_items": [], "total_price": "7.50", "created_at": "2026-01-16T10:20:30Z"}
            {"id": 5003, "email": "b@x.example", "financial_status": "paid", "line_items": [], "total_price": "3.50", "created_at": "2026-01-17T10:20:30Z"}
            """);
        assertThat(init.sync()).as(init.config() + init.said()).isZero();
        assertThat(init.person("b@x.example"))
                .containsEntry("order_created_at", "1768645230")
                .containsEntry("order_id", "5003")
                .doesNotContainKey("created_at");

        init.of("orders.csv", """
            Name,Email,Financial Status,Created at,Lineitem name,Id
            #1,a@x.example,paid,2026-01-15 10:20:30 +0100,T-Shirt,5001
            #2,b@x.example,paid,2026-01-16 10:20:30 +0100,T-Shirt,5002
            """);
        assertThat(init.check()).as(init.config() + init.said()).isZero();
        assertThat(init.said()).doesNotContain("ATTRIBUTE_NAME_NEAR");
    }
}
