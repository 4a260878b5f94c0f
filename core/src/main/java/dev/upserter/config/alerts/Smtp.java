package dev.upserter.config.alerts;

import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.SmtpConfig;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Text;
import dev.upserter.config.keys.Type;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key {@code smtp}: its keys, and how they are read. */
public final class Smtp {
    private static final String EXAMPLE =
            "write {host: smtp.example.com, from: upserter@example.com, user: \"${SMTP_USER}\", password: \"${SMTP_PASSWORD}\"}";
    /** One address, without a name: what a header or a command of SMTP could be broken with has no place in it. */
    static final String ADDRESS_PATTERN = "^[^@\\\\s<>\\\",;:()]{1,64}@[A-Za-z0-9.-]{1,253}$";

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>\",;:()\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]{0,40}\\]?");
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1\\]?");

    /** Of the server. */
    public static final Section SECTION = Section.of("smtp has no key", "");

    private static final KeySpec<String> HOST_NAME = SECTION.add(KeySpec.of(
                    "host",
                    new Own<>(
                            Smtp::host,
                            Type.orFromEnvironment("\"type\": \"string\", \"pattern\": \"^\\\\S+$\""),
                            "text"),
                    "The server's name or address.",
                    "the server's name or address")
            .required("smtp has no host", EXAMPLE));
    private static final KeySpec<Integer> PORT = SECTION.add(KeySpec.of(
            "port",
            new Whole(1, 65_535, "write the port of the server, such as 587"),
            "Its port. Where absent: 587, with tls: tls 465, with tls: none 25.",
            "its port. Without the key: 587, with `tls: tls` 465, with `tls: none` 25"));
    private static final KeySpec<String> USER = SECTION.add(
            KeySpec.of("user", new Text("${SMTP_USER}"), "Who logs in.", "who logs in, best as `${SMTP_USER}`"));
    private static final KeySpec<String> PASSWORD = SECTION.add(KeySpec.of(
                    "password",
                    new Text("${SMTP_PASSWORD}"),
                    "The user's password.",
                    "the user's password, best as `${SMTP_PASSWORD}`")
            .needs(USER.name()));
    private static final KeySpec<String> FROM = SECTION.add(KeySpec.of(
                    "from",
                    new Own<>(
                            Smtp::address,
                            Type.orFromEnvironment("\"type\": \"string\", \"pattern\": \"" + ADDRESS_PATTERN + "\""),
                            "address"),
                    "The sender's address.",
                    "the sender's address")
            .required("smtp has no from", EXAMPLE));
    private static final KeySpec<SmtpConfig.Tls> TLS = SECTION.add(KeySpec.of(
                    "tls",
                    OneOf.of(SmtpConfig.Tls.values()),
                    "How the connection is encrypted: starttls, which is required then, or tls from the first byte, or none.",
                    "how the connection is encrypted: `starttls`, which is required then, `tls` from the first byte, or"
                            + " `none`")
            .defaultsTo(SmtpConfig.Tls.STARTTLS));

    /** The server. */
    public static final KeySpec<SmtpConfig> SMTP = KeySpec.of(
                    "smtp",
                    new Own<>(Smtp::read, "\"$section\": \"smtp\"", "object"),
                    "The server that takes the e-mails of alerts. Refused in an uploaded configuration.",
                    "the server that takes [the e-mails of alerts](alerts.md#e-mail). Refused in an uploaded"
                            + " configuration")
            .notUploaded("send e-mails from this server", "remove smtp");

    private Smtp() {}

    private static @Nullable SmtpConfig read(ConfigNode.Field field, KeyValues values) {
        ConfigNode.Fields object = values.object(field, EXAMPLE);
        if (object == null) {
            return null;
        }
        GivenKeys given = GivenKeys.of(object, SECTION, values);
        String host = given.find(HOST_NAME);
        String from = given.find(FROM);
        String user = given.find(USER);
        String password = given.find(PASSWORD);
        SmtpConfig.Tls tls = given.get(TLS);
        Integer port = given.find(PORT);
        ConfigNode.Field shown = given.field(PASSWORD);
        if (shown != null && !given.has(USER)) {
            values.mistakes().add(shown.place(), "password needs a user", "add user, or remove password");
        }
        if (shown != null
                && host != null
                && tls == SmtpConfig.Tls.NONE
                && !THIS_MACHINE.matcher(host).matches()) {
            values.mistakes()
                    .add(
                            shown.place(),
                            "tls: none would send the password over the network as it is",
                            "set tls to starttls or tls, or remove user and password");
        }
        return host == null || from == null
                ? null
                : new SmtpConfig(host, port == null ? tls.port() : port, user, password, from, tls);
    }

    private static @Nullable String host(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "smtp.example.com");
        if (text == null || HOST.matcher(text.text()).matches()) {
            return text == null ? null : text.text();
        }
        values.note(field, "host must be a name or an address, without port", "write it as smtp.example.com");
        return null;
    }

    static @Nullable String address(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "ops@example.com");
        if (text == null || ADDRESS.matcher(text.text()).matches()) {
            return text == null ? null : text.text();
        }
        values.note(field, field.name() + " must be one e-mail address", "write it as ops@example.com, without a name");
        return null;
    }

    /** The keys whose values tell of nobody: the rest is hidden where a configuration is shown. */
    public static List<String> shown() {
        return List.of(HOST_NAME.name(), PORT.name(), TLS.name());
    }

    /** Notes alerts by e-mail without a server. */
    public static void check(GivenKeys given, KeyValues values) {
        ConfigNode.Field alerts = given.field(AlertKeys.ALERTS);
        List<AlertConfig> found = given.find(AlertKeys.ALERTS);
        if (alerts != null
                && found != null
                && !given.has(SMTP)
                && found.stream().anyMatch(alert -> alert.channel() instanceof AlertChannel.Email)) {
            values.mistakes()
                    .add(alerts.place(), "an alert by e-mail needs smtp", EXAMPLE.replace("write", "add smtp:"));
        }
    }
}
