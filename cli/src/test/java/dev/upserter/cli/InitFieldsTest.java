package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code init} proposes for single fields, and the values that a run sends. */
final class InitFieldsTest extends InitFixture {
    @ParameterizedTest
    @CsvSource({
        "is_active, t, t, true",
        "isActive, f, f, false",
        "has_orders, no, no, false",
        "opt_out_of_sms, 0, 1, false",
        "opt_in_sms, 1, 1, true",
        "vip_flag, 1, 0, true",
        "active, 0, 0, false",
        "email_verified, y, y, true",
        "ist_kunde, ja, ja, true",
        "Deleted, no, no, false"
    })
    void oneSideIsEnoughWhereTheNameAsksForYesOrNo(String header, String one, String two, String sent)
            throws IOException {
        init.send("data.csv", "id,email," + header + "\n1,a@x.example," + one + "\n2,b@x.example," + two + "\n");

        assertThat(init.person("1")).as(init.config()).containsEntry(header, sent);
    }

    @ParameterizedTest
    @CsvSource({
        "Country, NO, NO",
        "children, 1, 0",
        "guests_confirmed, 1, 0",
        "isbn, 1, 0",
        "is_active, t, unknown",
        "has_kids, 1, 2",
        "size, t, t",
        "optin_version, 1, 1",
        "opt_out_reason, 0, 1",
        "hat_size, 1, 1",
        "country_flag, no, no"
    })
    void whatOnlyLooksLikeYesOrNoStaysText(String header, String one, String two) throws IOException {
        init.send("data.csv", "id,email," + header + "\n1,a@x.example," + one + "\n2,b@x.example," + two + "\n");

        assertThat(init.person("1")).as(init.config()).containsEntry(header, '"' + one + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt_in_count", "est_orders", "can_orders"})
    void countsAreNumbers(String header) throws IOException {
        init.send("data.csv", "id,email," + header + "\n1,a@x.example,1\n2,b@x.example,0\n");

        assertThat(init.person("1")).as(init.config()).containsEntry(header, "1");
    }

    @Test
    void secretsAreNotSent() throws IOException {
        init.send("users.json", """
            {"users": [
            {"localId": "uA", "email": "ana@x.example", "passwordHash": "bGk=", "salt": "c2E=", "passwordUpdatedAt": 1768472430123},
            {"localId": "uB", "email": "bo@x.example", "passwordHash": "bGo=", "salt": "c2I=", "passwordUpdatedAt": 1768472430124}
            ]}
            """);

        assertThat(init.config()).contains("deny: [passwordHash, salt] # probably secrets, which never leave");
        assertThat(init.person("uA")).doesNotContainKeys("passwordHash", "salt").containsKey("passwordUpdatedAt");
    }

    @ParameterizedTest
    @CsvSource({
        "password, abc",
        "user_password, abc",
        "pwd, abc",
        "Passwort, abc",
        "api_key, abc",
        "apiKey, abc",
        "secret, abc",
        "client_secret, abc",
        "token, abc",
        "refresh_token, abc",
        "rememberToken, abc",
        "salt, abc",
        "user_pass, abc",
        "user_activation_key, abc",
        "session_tokens, a:1:{}",
        "credentials, abc",
        "pass, $P$Babcdefghijklmnopqrstuvwxyz1230",
        "pass, $wp$2y$10$abcdefghijklmnopqrstuv",
        "pass, $S$Eabcdefghijklmnopqrstuv",
        "pass, 17000:$P$Babc",
        "pass, {bcrypt}$2a$10$abcdefghijklmnopqrstuv",
        "pass, sha1$abc$5f4dcc3b5aa765d61d8327deb882cf99",
        "note, $2y$10$abcdefghijklmnopqrstuv",
        "auth, pbkdf2_sha256$600000$abc$def=",
        "session, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def"
    })
    void secretsAreKnownByTheirNameOrTheirForm(String header, String value) throws IOException {
        init.send("data.csv", "id,email," + header + "\n1,a@x.example," + value + "\n2,b@x.example," + value + "1\n");

        assertThat(init.config()).contains("deny: [" + header + "]");
        assertThat(init.person("1")).doesNotContainKey(header);
    }

    @Test
    void hashesAmongOtherValuesAreNotSent() throws IOException {
        init.send("data.csv", "id,email,pass\n1,a@x.example,$P$Babcdefghijklmnopqrstuvwxyz1230\n2,b@x.example,reset\n");

        assertThat(init.config()).contains("deny: [pass]");
        assertThat(init.person("1")).doesNotContainKey("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "has_password, yes, no",
        "season_pass, gold, silver",
        "Amount, $10, $20",
        "token_count, 5, 6",
        "password_changed_at, 2026-01-15T10:20:30Z, 2026-01-16T10:20:30Z",
        "salted, a, b"
    })
    void whatIsKnownOfASecretIsNone(String header, String one, String other) throws IOException {
        init.of("data.csv", "id,email," + header + "\n1,a@x.example," + one + "\n2,b@x.example," + other + "\n");

        assertThat(init.config()).doesNotContain("deny");
    }

    @Test
    void credentialsInAListAreNotSent() throws IOException {
        init.send("users.json", """
            [{"id": "uA", "email": "ana@x.example", "credentials": [{"type": "password", "secretData": "abc"}]},
             {"id": "uB", "email": "bo@x.example", "credentials": [{"type": "password", "secretData": "def"}]}]
            """);

        assertThat(init.config()).contains("deny: [credentials]");
        assertThat(init.person("uA")).doesNotContainKey("credentials");
    }

    @Test
    void hashesInAFileWithoutAHeaderAreNotSent() throws IOException {
        init.send("fb_auth.csv", """
            uA,ana@x.example,true,hash==,salt==,Ana
            uB,bo@x.example,false,,,Bo
            """);

        assertThat(init.config()).contains("deny: [column_4, column_5]");
    }

    @ParameterizedTest
    @CsvSource({
        "Created (UTC-5), 1768490430",
        "Created (GMT+2), 1768465230",
        "Created (UTC+05:30), 1768452630",
        "Created (+02:00), 1768465230",
        "Created (EST), 1768490430",
        "Create Date (EST), 1768490430",
        "Created (PST), 1768501230",
        "Created date (UTC), 1768472430",
        "Created (GMT), 1768472430",
        "Joined CET, 1768468830",
        "Signed up (Europe/Berlin), 1768468830",
        "Created (America/Argentina/Buenos_Aires), 1768483230"
    })
    void theZoneInAHeaderIsTaken(String header, String seconds) throws IOException {
        init.send(
                "data.csv",
                "id,email," + header + "\n1,a@x.example,2026-01-15 10:20:30\n2,b@x.example,2026-02-15 10:20:30\n");

        assertThat(init.person("1")).containsEntry("created_at", seconds);
        assertThat(init.config()).doesNotContain("of dates that name no zone");
    }

    @Test
    void anAbbreviationThatMeansSeveralZonesIsSaid() throws IOException {
        init.of(
                "data.csv",
                "id,email,Created (IST),VIP seen at\n1,a@x.example,2026-01-15 10:20:30,2026-01-15 10:20:30\n");

        assertThat(init.config())
                .contains(
                        "zone: UTC # the column's name says IST, which means several zones. Write the one that is"
                                + " meant",
                        "zone: UTC # of dates that name no zone. Write the one that is meant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ObjectId(507f1f77bcf86cd799439011)", "ObjectId('507f1f77bcf86cd799439011')"})
    void anObjectIdOfMongoDbIsTheSameInCsvAndJson(String id) throws IOException {
        init.send("mongo.csv", "_id,email,owner\n\"" + id + "\",a@x.example,\"" + id + "\"\n");

        assertThat(init.person("507f1f77bcf86cd799439011")).containsEntry("owner", "\"507f1f77bcf86cd799439011\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.299", "1,299"})
    void numbersThatMayBeThousandsStayTextsWhereNothingShowsWhatTheyAre(String number) throws IOException {
        init.of("data.csv", "id;email;Total\n1;a@x.example;" + number + "\n2;b@x.example;12\n3;c@x.example;7\n");
        assertThat(init.config())
                .contains("to: Total # 1.299 may be more than a thousand or not: give as: number, with decimal: ',' or"
                        + " '.'")
                .doesNotContain("\n    as: number");
    }

    @Test
    void theyAreReadAsTheNumbersOfOtherColumns() throws IOException {
        init.send(
                "comma.csv",
                "id;email;Total;Price\n1;a@x.example;1.299;2,5\n2;b@x.example;12;1,25\n3;c@x.example;3.500;1\n");
        assertThat(init.person("1")).containsEntry("Total", "1299");
        assertThat(init.config()).contains("decimal: \",\" # as in other columns");

        init.send(
                "point.csv",
                "id;email;Total;Price\n1;a@x.example;1.299;2.5\n2;b@x.example;12;1.25\n3;c@x.example;3.500;1\n");
        assertThat(init.person("1")).containsEntry("Total", "1.299");
        assertThat(init.config()).contains("decimal: \".\" # as in other columns");

        init.send(
                "thousands.csv",
                "id;email;Total;Price\n1;a@x.example;1,299;2.5\n2;b@x.example;12;1.25\n3;c@x.example;7;1\n");
        assertThat(init.person("1")).containsEntry("Total", "1299");
    }

    @Test
    void coordinatesAndAmountsSayNothingOfEachOther() throws IOException {
        init.send("lat.csv", "id;email;Umsatz;lat\n1;a@x.example;1.299;52.52\n2;b@x.example;12;48.1\n");
        assertThat(init.person("1")).containsEntry("Umsatz", "\"1.299\"").containsEntry("lat", "52.52");
        assertThat(init.config()).contains("to: Umsatz # 1.299 may be more than a thousand or not");

        init.send("price.csv", "id;email;Preis;lat\n1;a@x.example;12,50;52.520\n2;b@x.example;7,5;48.137\n");
        assertThat(init.person("1")).containsEntry("Preis", "12.50").containsEntry("lat", "\"52.520\"");
        assertThat(init.config()).contains("to: lat # 1.299 may be more than a thousand or not");
    }

    @Test
    void aColumnWithAnotherFractionShowsWhatItsPointsMean() throws IOException {
        init.of("other.csv", "id;email;Total\n1;a@x.example;1.299\n2;b@x.example;12.75\n");
        assertThat(init.config()).contains("as: number").doesNotContain("thousand");

        init.of("small.csv", "id;email;Total\n1;a@x.example;0.299\n2;b@x.example;0.125\n");
        assertThat(init.config()).contains("as: number").doesNotContain("thousand");
    }

    @Test
    void anEmptyTextOfJsonIsNoDate() throws IOException {
        init.send("mailchimp.ndjson", """
            {"id": "1", "email": "a@x.example", "timestamp_opt": "2026-01-15T10:20:30+00:00"}
            {"id": "2", "email": "b@x.example", "timestamp_opt": ""}
            """);

        assertThat(init.person("1")).containsEntry("timestamp_opt", "1768472430");
        assertThat(init.person("2")).containsKey("email").doesNotContainKey("timestamp_opt");
    }

    @Test
    void anEmptyCellNeedsNoCondition() throws IOException {
        init.send("data.csv", "id,email,seen_at\n1,a@x.example,2026-01-15T10:20:30Z\n2,b@x.example,\n");

        assertThat(init.config()).doesNotContain("when:");
    }

    @Test
    void monthsComeFirstWhereAnotherColumnShowsIt() throws IOException {
        init.send("us.csv", """
            id,email,created_at,seen_at
            1,a@x.example,01/02/2026,1/15/2026
            2,b@x.example,03/04/2026,1/16/2026
            """);

        assertThat(init.config())
                .contains("pattern: MM/dd/yyyy # day and month cannot be distinguished in these rows: taken as in"
                        + " seen_at");
        assertThat(init.person("1")).containsEntry("created_at", "1767312000");
    }

    @Test
    void theZeroDateOfMySqlIsNoValue() throws IOException {
        init.send("mysql.csv", """
            id,email,created_at
            1,a@x.example,2026-01-15 10:20:30
            2,b@x.example,0000-00-00 00:00:00
            """);

        assertThat(init.person("1")).containsEntry("created_at", "1768472430");
        assertThat(init.person("2")).doesNotContainKey("created_at");
    }

    @Test
    void aDecimalCommaIsOneWhateverTheColumnIsCalled() throws IOException {
        init.of("data.csv", """
            id;email;Guthaben;Faktor;Satz;group_ids;plz;Netto
            1;a@x.example;1.299,50;12,5;12,50 €;1,5;1234,5;1.299
            2;b@x.example;15,00;-7,25;1.300,00 €;2,6;1234,6;2.300
            """);
        assertThat(init.check()).as(init.said()).isZero();
        assertThat(init.sync()).as(init.said()).isZero();

        assertThat(init.person("1"))
                .containsEntry("Guthaben", "1299.50")
                .containsEntry("Faktor", "12.5")
                .containsEntry("Satz", "12.50")
                .containsEntry("group_ids", "\"1,5\"")
                .containsEntry("plz", "\"1234,5\"")
                .containsEntry("Netto", "\"1.299\"");
        assertThat(init.config()).contains("to: Netto # 1.299 may be more than a thousand or not: give as: number");
    }

    @Test
    void amountsInSeveralCurrenciesStayTexts() throws IOException {
        init.send("data.csv", """
            id,email,total,spent
            1,a@x.example,$12.50,$12.50
            2,b@x.example,€3.10,9.00 USD
            3,c@x.example,£4,3
            """);

        assertThat(init.config())
                .contains("to: total # EUR, GBP, USD are several currencies, which as: number would mix");
        assertThat(init.person("2")).containsEntry("total", "\"€3.10\"").containsEntry("spent", "9.00");
    }

    @Test
    void sharesBecomeNumbers() throws IOException {
        init.send("data.csv", """
            id,email,discount,Rabatt,score
            1,a@x.example,5%,"2,5 %",90 %
            2,b@x.example,12.5%,"7,25 %",100 %
            """);

        assertThat(init.person("1"))
                .containsEntry("discount", "0.05")
                .containsEntry("Rabatt", "0.025")
                .containsEntry("score", "0.90");
    }

    @Test
    void aNumberOfThingsIsANumberAndTaxExemptABoolean() throws IOException {
        init.send("data.csv", """
            Record ID,Email,Number of Pageviews,No of orders,Phone number,Tax Exempt,Phone (with country code)
            11,a@x.example,3,1,030 1,no,+493090182001
            12,b@x.example,12,0,030 2,no,+493090182002
            """);

        assertThat(init.person("11"))
                .containsEntry("Number of Pageviews", "3")
                .containsEntry("No of orders", "1")
                .containsEntry("Tax Exempt", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Phone (with country code)", "Mobile number (international)", "Phone (optional)"})
    void aPhoneIsKnownWhateverItsNameSaysOfItsForm(String header) throws IOException {
        init.send("data.csv", "id,email," + header + "\n1,a@x.example,+493090182001\n2,b@x.example,+493090182002\n");

        assertThat(init.person("1")).containsEntry("phone", "\"+493090182001\"");
    }

    @Test
    void ofTwoPhonesOfTheWorkOneIsThePhone() throws IOException {
        init.send("data.csv", "id,email,work_phone,phone_work\n1,a@x.example,+493090182001,+493090182002\n");

        assertThat(init.person("1")).containsEntry("phone", "\"+493090182001\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kunde seit", "date_joined", "Created On", "Created Time", "Member since", "Fecha de alta"})
    void theTimeSinceWhichSomebodyIsThereIsKnown(String header) throws IOException {
        init.send("data.csv", "id,email," + header + "\n1,a@x.example,2026-01-15\n2,b@x.example,2026-01-16\n");

        assertThat(init.person("1")).containsEntry("created_at", "1768435200");
    }

    @Test
    void wordsForTrueOfASpreadsheetAreBooleansInEachLanguage() throws IOException {
        init.send("data.csv", """
            id,email,Aktiv,client,cliente
            1,a@x.example,WAHR,VRAI,VERDADERO
            2,b@x.example,FALSCH,FAUX,FALSO
            """);

        assertThat(init.person("1"))
                .containsEntry("Aktiv", "true")
                .containsEntry("client", "true")
                .containsEntry("cliente", "true");
        assertThat(init.person("2")).containsEntry("Aktiv", "false").containsEntry("cliente", "false");
    }

    @Test
    void noAttributeGetsANameThatCustomerIoKeepsInternal() throws IOException {
        init.send("data.csv", "id,email,_money_spent,__v\n1,a@x.example,9.50,0\n2,b@x.example,7.00,0\n");

        assertThat(init.said()).doesNotContain("ATTRIBUTE_NAME_INTERNAL");
        assertThat(init.person("1")).containsEntry("money_spent", "9.50").containsEntry("v", "\"0\"");
    }
}
