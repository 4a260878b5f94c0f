package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exports of products, each in its own format: {@code peek}, the configuration that {@code init} writes, what {@code check}
 * says about it, and the people that {@code sync} sends.
 */
final class ExportsTest {
    private static final Path EXPORTS = Path.of("src", "test", "resources", "exports");

    private static final Pattern TIME = Pattern.compile("(?m)^  time .*\n");

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String said = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe.csv",
                "shopify.csv",
                "hubspot.csv",
                "salesforce.csv",
                "mailchimp.csv",
                "mailchimp-cleaned.csv",
                "intercom.csv",
                "segment.ndjson",
                "google-sheets.csv",
                "excel-german.csv",
                "postgresql.csv",
                "snowflake.csv",
                "bigquery.ndjson",
                "mongodb.ndjson",
                "postgresql-copy.tsv",
                "mysql.txt",
                "mysql-batch.tsv",
                "redshift.txt",
                "firebase.json",
                "firestore.json",
                "dynamodb.ndjson",
                "shopify-bulk.jsonl",
                "mongodb-canonical.ndjson",
                "segment-calls.ndjson",
                "segment-batch.json",
                "segment-identifies.csv",
                "salesforce-report.csv",
                "hubspot-joined.csv",
                "spreadsheet-ticks.csv",
                "mailchimp-sentinels.csv",
                "firebase-auth.csv",
                "sql-server.csv",
                "mongodb-mixed.ndjson",
                "qualtrics.csv",
                "surveymonkey.csv",
                "typeform.csv",
                "salesforce-small.csv",
                "redshift-escaped.txt",
                "mysql-bits.csv",
                "hubspot-contacts.csv",
                "excel-workbook.xlsx",
                "braze.csv",
                "iterable.csv",
                "activecampaign.csv",
                "brevo.csv",
                "convertkit.csv",
                "drip.csv",
                "marketo.csv",
                "pardot.csv",
                "zoho.csv",
                "pipedrive.csv",
                "zendesk.ndjson",
                "freshdesk.csv",
                "amplitude-cohort.csv",
                "mixpanel.ndjson",
                "recurly.csv",
                "woocommerce.json",
                "magento.csv",
                "magento-newsletter.csv",
                "bigcommerce.csv",
                "airtable.csv",
                "notion.csv",
                "eventbrite.csv",
                "auth0.ndjson",
                "clerk.csv",
                "supabase.csv",
                "customerio.csv",
                "mixpanel-table.csv",
                "typeform-question.csv",
                "surveymonkey-question.csv",
                "clerk-api.json",
                "chargebee.csv",
                "braze-users.ndjson"
            })
    void whatInitMakesOfAnExportSendsThePeopleThatACarefulPersonWouldSend(String name) throws IOException {
        String data = Files.copy(EXPORTS.resolve(name), folder.resolve(name)).toString();
        String config = folder.resolve("upsert.yaml").toString();
        var seen = new StringBuilder();
        seen.append(said("peek", data));
        seen.append(said("init", data));
        Files.writeString(Path.of(config), said);
        seen.append(said("check", config, data, "--sandbox"));
        seen.append("$ sync\n").append(synced(config, data)).append(people());
        Golden.assertSame(
                "exports/" + name.substring(0, name.lastIndexOf('.')) + ".txt",
                seen.toString().replace(folder + "/", "").stripTrailing());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "Stripe, stripe.csv",
                "Shopify, shopify.csv",
                "HubSpot, hubspot.csv",
                "Salesforce, salesforce.csv",
                "Mailchimp, mailchimp.csv",
                "Intercom, intercom.csv",
                "Segment, segment.ndjson",
                "Google Sheets, google-sheets.csv",
                "Excel as CSV, excel-german.csv",
                "MySQL, mysql.txt",
                "MySQL's command line, mysql-batch.tsv",
                "PostgreSQL as text, postgresql-copy.tsv",
                "PostgreSQL as CSV, postgresql.csv",
                "Redshift, redshift.txt",
                "Snowflake, snowflake.csv",
                "BigQuery, bigquery.ndjson",
                "MongoDB, mongodb.ndjson",
                "Firebase, firebase.json",
                "Firestore, firestore.json",
                "DynamoDB, dynamodb.ndjson",
                "Shopify's bulk operations, shopify-bulk.jsonl",
                "MongoDB in canonical form, mongodb-canonical.ndjson"
            })
    void theRecipeOfEachProductSendsThePeopleOfItsExport(String product, String name) throws IOException {
        String data = Files.copy(EXPORTS.resolve(name), folder.resolve(name)).toString();
        String recipes = Files.readString(Path.of("..", "docs", "recipes.md"));
        String recipe = recipes.substring(recipes.indexOf("\n## From " + product + "\n"));
        int start = recipe.indexOf("```yaml\n") + 8;
        Path config =
                Files.writeString(folder.resolve("recipe.yaml"), recipe.substring(start, recipe.indexOf("```", start)));
        String checked = said("check", config.toString(), data, "--sandbox");
        Golden.assertSame(
                "recipes/" + name.substring(0, name.lastIndexOf('.')) + ".txt",
                (checked + "$ sync\n" + synced(config.toString(), data) + people()).replace(folder + "/", ""));
    }

    @Test
    void aLargeExportIsTakenAsASmallOneIs() throws IOException {
        List<String> lines = Files.readAllLines(EXPORTS.resolve("shopify.csv"));
        var all = new StringBuilder(lines.getFirst()).append('\n');
        for (int i = 0; i < 20_000; i++) {
            all.append(lines.get(1 + i % 3)
                            .replaceFirst("65432109876..", "65432" + (10_000_000 + i))
                            .replace("@", i + "@"))
                    .append('\n');
        }
        String data = Files.writeString(folder.resolve("shopify.csv"), all).toString();
        said("init", data);
        String config = Files.writeString(folder.resolve("upsert.yaml"), said).toString();

        assertThat(synced(config, data)).startsWith("exit code 0");
        assertThat(sandbox.peopleCount()).isEqualTo(20_000);
        assertThat(sandbox.person("6543210019998").orElseThrow().attributes())
                .containsEntry("email", "\"ana19998@x.example\"")
                .containsEntry("unsubscribed", "false");
    }

    private String said(String... arguments) {
        var typed = new Typed();
        int exitCode = typed.run(arguments);
        said = typed.out();
        return "$ " + String.join(" ", arguments) + "\n"
                + TIME.matcher(typed.out() + typed.err()).replaceAll("") + "exit code " + exitCode + "\n\n";
    }

    private String synced(String config, String data) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode =
                typed.run("sync", config, data, "--endpoint", sandbox.endpoint().toString());
        return "exit code " + exitCode + "\n\n";
    }

    private String people() {
        return sandbox.people().stream()
                .sorted(Comparator.comparing(Person::identifier))
                .map(person -> person.identifier() + "\n" + attributes(person))
                .collect(Collectors.joining("\n"));
    }

    private static String attributes(Person person) {
        return new TreeMap<>(person.attributes())
                .entrySet().stream()
                        .map(attribute -> "  " + attribute.getKey() + ": " + attribute.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
