package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the rows are about, and by what each person is known. */
final class InitPeopleTest extends InitFixture {
    private String config(String content) throws IOException {
        init.send("data.csv", content);
        return init.config();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,Amount,Amount Refunded,Customer ID,Customer Email\nch_1,9,0,c1,a@x.example\nch_2,8,0,c1,a@x.example\n",
                "id,Amount,Status,Customer ID,Customer Email,Card ID\nch_1,9,Paid,c1,a@x.example,d1\nch_2,8,Paid,c1,a@x.example,d2\n",
                "Id,Subject,Requester id,Requester email\n901,Help,c1,a@x.example\n902,More,c1,a@x.example\n",
                "Record ID,Deal Name,Amount,Contact Email\n901,D1,9,a@x.example\n902,D2,8,a@x.example\n"
            })
    void paymentsTicketsAndDealsAreNoPeople(String content) throws IOException {
        assertThat(config(content)).contains("of each person's rows the last one counts");
        assertThat(init.people()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.01E+12,1.02E+12", "1001.0,", "1E+05,"})
    void damagedIdentifiersAreNotMapped(String ids) throws IOException {
        String[] two = ids.split(",", -1);
        String config = config("email,id\na@x.example,\"" + two[0] + "\"\nb@x.example,\"" + two[1] + "\"\n");

        assertThat(config)
                .contains("# - from: id # a spreadsheet damaged these identifiers")
                .contains("identifyBy: email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "ID"})
    void anIdThatSeveralPeopleShareIsNoId(String name) throws IOException {
        String config = config(name + """
                ,email,opted_out
                17,ana@x.example,no
                0,bo@x.example,yes
                18,cy@x.example,no
                0,di@x.example,no
                0,ed@x.example,yes
                """);

        assertThat(config).contains("to: record_id # not id, since several rows have the same");
        assertThat(init.people()).isEqualTo(5);
    }

    @Test
    void anApostropheBeforeEveryCellIsNoPartOfIt() throws IOException {
        config("""
                id,email
                'A001,'a@x.example
                'A002,'b@x.example
                """);
        assertThat(init.person("A001")).containsEntry("email", "\"a@x.example\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_email,billing_email", "Email - Work,Email - Home"})
    void ofTwoAddressesTheOneThatAllHaveIsTaken(String names) throws IOException {
        String home = names.startsWith("user") ? "h@x.example" : "";
        String config =
                config("id," + names + "\n1,a@x.example," + home + "\n2,b@x.example,i@x.example\n3,c@x.example,\n");

        assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"");
        assertThat(config).contains("other addresses are in " + names.substring(names.indexOf(',') + 1));
    }

    @Test
    void theNetworkIsNoPerson() throws IOException {
        assertThat(
                        config(
                                "#,Name,What is your email address?,Network ID\nab01,Ana,a@x.example,n1\nab02,Bo,b@x.example,n2\n"))
                .contains("userId: \"What is your email address?\"");
    }

    @Test
    void anEmptyColumnIdentifiesNoOne() throws IOException {
        assertThat(config("Email Address,Name,Your mail?\n,Ana,a@x.example\n,Bo,b@x.example\n"))
                .contains("userId: \"Your mail?\"");
    }

    @Test
    void wordsThatAreNotKnownUnsubscribeNoOneAndRejectNoRow() throws IOException {
        assertThat(config("id,email,unsubscribed\n1,a@x.example,qq\n2,b@x.example,ww\n"))
                .contains("# - from: unsubscribed # says who wants messages, in words that are not known");
        assertThat(init.people()).isEqualTo(2);
    }
}
