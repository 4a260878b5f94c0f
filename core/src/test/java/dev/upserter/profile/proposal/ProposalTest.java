package dev.upserter.profile.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import dev.upserter.source.DataFile;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one column of a CSV file becomes, by its name and its values, which have a tilde between them. */
class ProposalTest {
    private static Collection<Proposal> proposals(String name, String values) {
        String[] each = values.split("~", -1);
        var csv = new StringBuilder("user_id,\"" + name + "\"\n");
        for (int i = 0; i < each.length; i++) {
            csv.append("u" + i + ",\"" + each[i].strip().replace("\"", "\"\"") + "\"\n");
        }
        Profile profile = Profiler.read(
                Sources.open(new DataFile.Streamed(
                        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)), "people.csv")),
                OptionalLong.empty());
        return Proposals.of(profile, profile.columns().getFirst()).values();
    }

    /** The attribute, what makes its value, and the keys of the rule. */
    private static String rule(Proposal proposal) {
        return Stream.concat(
                        Stream.of(proposal.to(), proposal.template()).filter(text -> !text.isEmpty()),
                        proposal.keys().stream().map(key -> key.name() + ": " + key.value()))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trial_ends    | 2026-01-31 ~ 2026-02-01                               | trial_ends, as: unix, zone: UTC
            trial_ends    | 2026-01-31T10:00:00Z ~ 2026-02-01T10:00:00+01:00      | trial_ends, as: unix
            trial_ends    | 2026-01-31 10:00 ~ 2026-02-01 10:00                   | trial_ends, as: unix, zone: UTC
            trial_ends    | 2026/01/31 ~ 2026/02/01                               | trial_ends, as: unix, pattern: yyyy/MM/dd, zone: UTC
            trial_ends    | 31.01.2026 ~ 01.02.2026                               | trial_ends, as: unix, pattern: dd.MM.yyyy, zone: UTC
            trial_ends    | 31.01.2026 13:05:00 ~ 01.02.2026 09:00:00             | trial_ends, as: unix, pattern: dd.MM.yyyy HH:mm:ss, zone: UTC
            trial_ends    | 1/31/2026 3:05 PM ~ 2/1/2026 11:00 AM                 | trial_ends, as: unix, pattern: M/d/yyyy h:mm a, zone: UTC
            trial_ends    | 01/31/2026 ~ 02/01/2026                               | trial_ends, as: unix, pattern: MM/dd/yyyy, zone: UTC
            trial_ends    | 31/01/2026 ~ 01/02/2026                               | trial_ends, as: unix, pattern: dd/MM/yyyy, zone: UTC
            trial_ends    | 01/02/2026 ~ 03/04/2026                               | trial_ends, as: unix, pattern: dd/MM/yyyy, zone: UTC
            trial_ends    | Sat, 31 Jan 2026 10:00:00 GMT ~ Sun, 01 Feb 2026 10:00:00 GMT | trial_ends, as: unix
            signup_date   | 1/2/26 ~ 13/4/26                                      | created_at, as: unix, pattern: d/M/yy, zone: UTC
            signup_date   | 31 Jan 2026 ~ 1 Feb 2026                              | created_at, as: unix, pattern: d MMM yyyy, zone: UTC
            signup_date   | January 31, 2026 ~ February 1, 2026                   | created_at, as: unix, pattern: MMMM d, yyyy, zone: UTC
            signup_date   | 20260131 ~ 20260201                                   | created_at, as: unix, pattern: yyyyMMdd, zone: UTC
            signup_date   | 46053 ~ 46054 ~ 46055                                 | created_at, as: unix, unit: excel, zone: UTC
            signup_date   | 1767225600 ~ 1767312000                               | created_at, as: unix
            signup_date   | 1767225600000 ~ 1767312000000                         | created_at, as: unix, unit: ms
            signup_date   | 1767225600000000 ~ 1767312000000000                   | created_at, as: unix, unit: us
            Created (UTC) | 2026-01-31 10:00:00 ~ 2026-02-01 10:00:00             | created_at, as: unix, zone: UTC
            birthday      | 1985-01-31 ~ 2001-02-01                               | birthday, as: date
            birthday      | 31.01.85 ~ 01.02.99                                   | birthday, as: date, pattern: dd.MM.yy
            anniversary   | 1969-07-20 ~ 2001-01-01                               | anniversary, as: date
            trial_ends    | 2026-01-31 ~ soon ~ later                             | trial_ends
            updated       | 2026-W03 ~ 2026-W04                                   | updated
            order_number  | 20260131 ~ 20260201                                   | order_number
            period        | 202601 ~ 202602                                       | period
            member_since  | 2019 ~ 2020                                           | member_since
            """)
    void datesBecomeSecondsAndEarlyOnesDays(String name, String values, String rule) {
        assertThat(proposals(name, values)).extracting(ProposalTest::rule).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            total_spent | 12.5 ~ 13.75               | total_spent, as: number
            total_spent | 1.299,00 ~ 5,00            | total_spent, as: number, decimal: ,
            total_spent | 1,299.00 ~ 5.00            | total_spent, as: number, decimal: .
            total_spent | $1,299.00 ~ $5.00          | total_spent, as: number, decimal: .
            total_spent | €5,00 ~ €7,50              | total_spent, as: number, decimal: ,
            balance     | 1 299,00 ~ 5,00            | balance, as: number, decimal: ,
            balance     | 1'299.00 ~ 5.00            | balance, as: number, decimal: .
            balance     | 5.00- ~ 7.00               | balance, as: number, decimal: .
            balance     | (5.00) ~ 7.00              | balance, as: number, decimal: .
            discount    | 5% ~ 10%                   | discount, as: number, percent: true
            discount    | 5,5% ~ 10,25%              | discount, as: number, percent: true, decimal: ,
            score       | 3.5 ~ 4.5 ~ n/a            | score, as: number
            age         | 31 ~ 42                    | age
            total_spent | €5.00 ~ $7.50              | total_spent
            total_spent | 1.299 ~ 2.500              | total_spent
            zip         | 01067 ~ 80331              | zip
            version     | 1.2 ~ 1.3                  | version
            ip          | 10.0.0.1 ~ 10.0.0.2        | ip
            iban        | DE02120300000000202051 ~ DE02500105170137075030 | iban
            """)
    void amountsBecomeNumbersAndCodesStayTexts(String name, String values, String rule) {
        assertThat(proposals(name, values)).extracting(ProposalTest::rule).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            active            | true ~ false                  | active, as: boolean
            active            | TRUE ~ FALSE ~                | active, as: boolean
            active            | Y ~ N                         | active, as: boolean
            active            | on ~ off ~ on                 | active, as: boolean
            active            | ja ~ nein                     | active, as: boolean, trueWords: [ja], falseWords: [nein]
            is_vip            | 1 ~ 0 ~ 1                     | is_vip, as: boolean
            confirmed         | Yes ~ No ~ Maybe              | confirmed
            state             | active ~ paused               | state
            unsubscribed      | yes ~ no                      | unsubscribed, as: boolean
            opt_out           | 1 ~ 0                         | unsubscribed, as: boolean
            subscribed        | true ~ false                  | unsubscribed, as: boolean, not: true
            email_opt_in      | Y ~ N ~                       | unsubscribed, as: boolean, not: true
            newsletter        | 1 ~ ~ 1                       | unsubscribed, as: boolean, not: true, default: true
            marketing_consent | granted ~ denied              | unsubscribed, as: boolean, trueWords: [denied], falseWords: [granted]
            """)
    void wordsForYesAndNoBecomeBooleansAndConsentIsTheOppositeOfUnsubscribed(String name, String values, String rule) {
        assertThat(proposals(name, values)).extracting(ProposalTest::rule).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tags          | red, blue ~ green, red ~ blue         | tags, as: list
            tags          | red; blue ~ green                     | tags, as: list, separator: ;
            tags          | {red,blue} ~ {green}                  | tags, {{ row['tags'] ¦ remove_first: '{' ¦ remove_last: '}' }}, as: list
            interests     | ["a","b"] ~ ["c"]                     | interests, as: json
            comment       | red, blue ~ green, red                | comment
            phone         | +491701234567 ~ +491701234568         | phone
            phone         | +49 170 1234567 ~ +49 170 1234568     | phone, as: phone
            phone         | 0170 1234567 ~ +49 170 1234568        | phone
            E-Mail        | ana@example.org ~ bo@example.org      | email
            timezone      | Europe/Berlin ~ Europe/Paris          | timezone
            _internal     | a ~ b                                 | internal
            __v           | 1 ~ 2                                 | v
            name          | 'Ana ~ 'Bo                            | name, {{ row['name'] ¦ remove_first: "'" }}
            address.city  | Ulm ~ Bonn                            | address.city
            plan          | pro ~ free ~ null                     | plan
            """)
    void listsPhonesAndNamesBecomeWhatCustomerIoReads(String name, String values, String rule) {
        assertThat(proposals(name, values)).extracting(ProposalTest::rule).containsExactly(rule.replace('¦', '|'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trial_ends  | 01/02/2026 ~ 03/04/2026         | day and month cannot be distinguished in these rows: check their order
            trial_ends  | 2026-01-31 ~ n/a ~ 2026-03-01   | 1 value cannot be made so: its row is rejected
            trial_ends  | 0000-00-00 ~ 2026-03-01 ~ 2026-04-01 | 1 value cannot be made so: its row is rejected
            trial_ends  | 2026-01-31 ~ 2026-02-01         | of dates that name no zone. Write the one that is meant
            birthday    | 31.01.85 ~ 01.02.99             | a year of two digits is this one at most, since the attribute's name says birth
            signup_date | 1/2/26 ~ 13/4/26                | a year of two digits is at most 20 years ahead
            signup_date | 1767225600000 ~ 1767312000000   | Customer.io compares seconds
            discount    | 5% ~ 10%                        | 5% is 0.05
            subscribed  | true ~ false                    | who has not consented is unsubscribed
            newsletter  | 1 ~ ~ 1                         | blank is no in newsletter
            total_spent | €5.00 ~ $7.50                   | EUR, USD are several currencies, which as: number would mix
            total_spent | 1.299 ~ 2.500                   | 1.299 may be more than a thousand or not
            updated     | 2026-W03 ~ 2026-W04             | dates as text, which date conditions do not see
            """)
    void whatIsNotSureIsSaidBesideIt(String name, String values, String note) {
        assertThat(proposals(name, values))
                .flatExtracting(proposal -> Stream.concat(
                                Stream.of(proposal.note()),
                                proposal.keys().stream().map(Proposal.Key::note))
                        .toList())
                .anySatisfy(said -> assertThat(said).contains(note));
    }

    /** Neither as a value nor as an example. */
    @ParameterizedTest
    @CsvSource({"password", "password_hash", "api_key", "access_token", "secret"})
    void secretsAreNotProposed(String name) {
        assertThat(proposals(name, "$2a$10$abc ~ $2a$10$def")).isEmpty();
    }
}
