package dev.upserter.config.alerts;

import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Length;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Type;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.delivery.http.HostName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key {@code alerts}: the keys of an alert, and how they are read. */
public final class AlertKeys {
    private static final String EXAMPLE = "write {slack: \"${SLACK_URL}\", when: [failed, recovered]}";
    private static final String COMMAND_EXAMPLE = "write the program and its arguments, as [./page-me, --now]";
    private static final String WHEN_EXAMPLE = "write when: [failed, \"rejected > 1%\", recovered]";
    private static final Duration LEAST_REPEAT = Duration.ofMinutes(1);
    private static final Duration MOST_REPEAT = Duration.ofDays(365);

    /** Of an alert. */
    public static final Section SECTION = Section.of(
            "an alert has no key",
            "\"oneOf\": [{\"required\": [\"slack\"]}, {\"required\": [\"webhook\"]}, {\"required\": [\"command\"]},"
                    + " {\"required\": [\"email\"]}]");

    private static final KeySpec<URI> SLACK = SECTION.add(KeySpec.of(
            "slack",
            new Own<>(AlertKeys::url, urlSchema(), "URL"),
            "The URL of an incoming webhook of Slack, or of a chat that takes the same JSON.",
            "the URL of an incoming webhook of Slack, or of a chat that takes the same JSON, best as `${SLACK_URL}`"));
    private static final KeySpec<URI> WEBHOOK = SECTION.add(KeySpec.of(
            "webhook",
            new Own<>(AlertKeys::url, urlSchema(), "URL"),
            "A URL that takes the alert as JSON.",
            "a URL that takes the alert as [JSON](#the-json)"));
    private static final KeySpec<String> SECRET = SECTION.add(KeySpec.of(
                    "secret",
                    new Own<>(
                            AlertKeys::secret,
                            Type.orFromEnvironment("\"type\": \"string\", \"minLength\": 8"),
                            "text"),
                    "With webhook: signs each request, 8 characters or more.",
                    "with `webhook`, what [signs](#check-the-signature) each request: 8 characters or more, best as"
                            + " `${ALERT_SECRET}`")
            .needs(WEBHOOK.name()));
    private static final KeySpec<List<String>> COMMAND = SECTION.add(KeySpec.of(
            "command",
            new Own<>(
                    AlertKeys::command,
                    "\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"string\"}",
                    "list of texts"),
            "A program and its arguments. It reads the alert as JSON from its standard input.",
            "a program and its arguments, run without a shell. It reads the same JSON from its standard input"));
    private static final KeySpec<String> EMAIL = SECTION.add(KeySpec.of(
            "email",
            new Own<>(
                    Smtp::address,
                    Type.orFromEnvironment("\"type\": \"string\", \"pattern\": \"" + Smtp.ADDRESS_PATTERN + "\""),
                    "address"),
            "An address that gets an e-mail. It needs smtp.",
            "an address that gets an e-mail. It needs [`smtp`](#e-mail)"));
    private static final KeySpec<List<AlertCondition>> WHEN = SECTION.add(KeySpec.of(
                    "when",
                    new Own<>(
                            AlertKeys::conditions,
                            "\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"string\"}",
                            "list of conditions"),
                    "The conditions under which it is sent.",
                    "[the conditions](#conditions) under which it is sent")
            .defaultsTo(List.of(AlertCondition.Ending.FAILED), "[\"failed\"]"));
    private static final KeySpec<Duration> REPEAT = SECTION.add(KeySpec.of(
            "repeat",
            new Length(LEAST_REPEAT, MOST_REPEAT),
            "After how long it is sent again by a run while a condition lasts: 1m to 365d.",
            "after how long a run sends it again while a condition lasts. Without the key, it is sent once"));

    /** The list of alerts. */
    public static final KeySpec<List<AlertConfig>> ALERTS = KeySpec.of(
                    "alerts",
                    new Own<>(
                            AlertKeys::read,
                            "\"type\": \"array\", \"items\": {\"$section\": \"alert\"}",
                            "list of alerts"),
                    "Whom a run alerts, by Slack, webhook, command or e-mail, and under which conditions."
                            + " Refused in an uploaded configuration.",
                    "whom a run [alerts](alerts.md), by Slack, webhook, command or e-mail, and under which conditions."
                            + " Refused in an uploaded configuration")
            .defaultsTo(List.of(), "[]")
            .notUploaded("send alerts from this server", "remove alerts");

    private AlertKeys() {}

    private static String urlSchema() {
        return Type.orFromEnvironment(
                "\"type\": \"string\", \"pattern\": \"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@\\\\s]+\\\\S*$\"");
    }

    /** Those that are right: of a configuration with a mistake elsewhere, too. */
    private static List<AlertConfig> read(ConfigNode.Field field, KeyValues values) {
        var alerts = new ArrayList<AlertConfig>();
        for (ConfigNode.Fields object : values.objects(field, "a list of alerts", "an alert", EXAMPLE, EXAMPLE)) {
            AlertConfig alert = alert(object, values);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return List.copyOf(alerts);
    }

    private static @Nullable AlertConfig alert(ConfigNode.Fields object, KeyValues values) {
        GivenKeys given = GivenKeys.of(object, SECTION, values);
        List<AlertCondition> when = given.has(WHEN) ? given.find(WHEN) : WHEN.fallback();
        AlertChannel channel = channel(given);
        Duration repeat = given.find(REPEAT);
        if (Stream.of(SLACK, WEBHOOK, COMMAND, EMAIL).filter(given::has).count() != 1) {
            values.mistakes()
                    .add(object.place(), "an alert must have one of slack, webhook, command and email", EXAMPLE);
            return null;
        }
        ConfigNode.Field secret = given.field(SECRET);
        if (secret != null && !given.has(WEBHOOK)) {
            values.mistakes().add(secret.place(), "secret signs webhooks alone", "remove secret");
        }
        return channel == null || when == null || when.isEmpty() ? null : new AlertConfig(channel, when, repeat);
    }

    private static @Nullable AlertChannel channel(GivenKeys given) {
        URI slack = given.find(SLACK);
        URI webhook = given.find(WEBHOOK);
        List<String> command = given.find(COMMAND);
        String email = given.find(EMAIL);
        String secret = given.find(SECRET);
        if (slack != null) {
            return new AlertChannel.Slack(slack);
        }
        if (webhook != null && (secret != null || !given.has(SECRET))) {
            return new AlertChannel.Webhook(webhook, secret);
        }
        if (command != null) {
            return new AlertChannel.Command(command);
        }
        return email == null ? null : new AlertChannel.Email(email);
    }

    /** The text is never quoted: whoever knows the URL may post to it. */
    private static @Nullable URI url(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "https://hooks.example.com/alerts");
        if (text == null) {
            return null;
        }
        try {
            URI url = new URI(text.text().strip());
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && HostName.of(url).isPresent()
                    && HostName.rawUserInfo(url).isEmpty()
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // noted below, without the text
        }
        values.note(
                field,
                field.name() + " must be a URL that starts with https:// or http:// and names a host",
                "write it as https://hooks.example.com/alerts, without user, password and #");
        return null;
    }

    private static @Nullable String secret(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "${ALERT_SECRET}");
        if (text != null && text.text().length() < 8) {
            values.note(field, "secret must have 8 characters at least", "make a long one, as by openssl rand -hex 32");
            return null;
        }
        return text == null ? null : text.text();
    }

    private static @Nullable List<String> command(ConfigNode.Field field, KeyValues values) {
        var words = new ArrayList<String>();
        for (ConfigNode.Field word : values.list(field, "a list of texts", "a word of command", COMMAND_EXAMPLE)) {
            Resolved text = values.text(word, "./page-me");
            words.add(text == null ? "" : text.text());
        }
        if (field.value() instanceof ConfigNode.Items
                && (words.isEmpty() || words.getFirst().isBlank())) {
            values.note(field, "command must name a program", COMMAND_EXAMPLE);
        }
        boolean isWrong =
                words.isEmpty() || words.getFirst().isBlank() || words.stream().anyMatch(w -> w.indexOf(0) >= 0);
        return isWrong ? null : words;
    }

    private static @Nullable List<AlertCondition> conditions(ConfigNode.Field field, KeyValues values) {
        List<ConfigNode.Field> items = values.list(field, "a list of conditions", "a condition", WHEN_EXAMPLE);
        var conditions = new ArrayList<AlertCondition>();
        for (ConfigNode.Field item : items) {
            Resolved text = values.text(item, "failed");
            ConditionText.Reading reading = text == null ? null : ConditionText.read(text.text());
            if (reading instanceof ConditionText.Reading.Good good) {
                conditions.add(good.condition());
            } else if (reading instanceof ConditionText.Reading.Wrong wrong) {
                values.note(item, wrong.message(), wrong.hint());
            }
        }
        boolean isEmpty = field.value() instanceof ConfigNode.Items && items.isEmpty();
        if (isEmpty) {
            values.note(field, "when must have a condition at least", WHEN_EXAMPLE);
        }
        if (!conditions.isEmpty()
                && conditions.size() == items.size()
                && conditions.stream().allMatch(AlertCondition.Ending.RECOVERED::equals)) {
            values.note(
                    field,
                    "recovered alone says nothing: it reports the end of what was reported before",
                    "add the conditions whose end it reports, as in when: [failed, recovered]");
        }
        return conditions.isEmpty() ? null : conditions.stream().distinct().toList();
    }

    /** The texts of an alert that tell of nobody's secrets: the rest is hidden where a configuration is shown. */
    public static List<String> shown() {
        return List.of(WHEN.name(), REPEAT.name());
    }
}
