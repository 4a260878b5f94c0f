package dev.upserter.cli.command;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxWorkspace;
import dev.upserter.sandbox.tls.SandboxCertificate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** What {@code upserter sandbox} prints at its start: for people, or one line for programs. Stateless. */
final class SandboxStart {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SandboxStart() {}

    /** One line of JSON. Credentials of a sandbox are no secret: they open nothing else. */
    static String json(Sandbox sandbox) {
        var line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("address", sandbox.endpoint().toString());
            json.writeNumberField("port", sandbox.endpoint().getPort());
            json.writeArrayFieldStart("workspaces");
            for (SandboxWorkspace workspace : sandbox.workspaces()) {
                json.writeStartObject();
                json.writeStringField("siteId", workspace.siteId());
                json.writeStringField("apiKey", workspace.apiKey());
                if (!workspace.appApiKey().isEmpty()) {
                    json.writeStringField("appApiKey", workspace.appApiKey());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (!sandbox.token().isEmpty()) {
                json.writeStringField("token", sandbox.token());
            }
            if (sandbox.certificate().isPresent()) {
                json.writeStringField("certificate", sandbox.certificate().get().pem());
            }
            json.writeNumberField("pid", ProcessHandle.current().pid());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes whatever is written", e);
        }
        return line.toString();
    }

    static String text(Sandbox sandbox) {
        return """
            The sandbox, a local Customer.io, listens on %1$s

            %5$s

            Send people to it, from another terminal:
              CUSTOMERIO_SITE_ID=%2$s CUSTOMERIO_API_KEY=%3$s \\
                upserter sync CONFIG DATA --endpoint %1$s
            (CUSTOMERIO_APP_API_KEY=%4$s where CONFIG needs the App API; credentials in CONFIG take precedence: leave them empty there)

            See who arrived, and what (objects, relationships, segments, devices, events):
              curl %6$s%1$s/sandbox/people

            %7$sCtrl-C ends it. It then forgets everybody.\
            """.formatted(
                        sandbox.endpoint(),
                        sandbox.siteId(),
                        sandbox.apiKey(),
                        sandbox.appApiKey(),
                        sandbox.workspaces().stream()
                                .map(SandboxStart::credentials)
                                .collect(Collectors.joining("\n\n")),
                        token(sandbox),
                        sandbox.certificate().map(SandboxStart::certificate).orElse(""))
                .replace("upserter sync", NextSteps.called() + " sync");
    }

    private static String credentials(SandboxWorkspace workspace) {
        String keys = "  site id  " + workspace.siteId() + "\n  API key  " + workspace.apiKey();
        String app = workspace.appApiKey().isEmpty() ? "" : "\n  App API  " + workspace.appApiKey();
        boolean isAny = workspace instanceof Sandbox first && first.takesAnyAppApiKey();
        return keys + app + (isAny ? ", or any other key" : "");
    }

    private static String token(Sandbox sandbox) {
        return sandbox.token().isEmpty() ? "" : "--header 'Authorization: Bearer " + sandbox.token() + "' ";
    }

    private static String certificate(SandboxCertificate certificate) {
        return "Clients must trust its certificate:\n" + certificate.pem() + "\n";
    }
}
