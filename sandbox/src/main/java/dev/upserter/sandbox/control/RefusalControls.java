package dev.upserter.sandbox.control;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.fault.RefusalOrder;
import dev.upserter.sandbox.fault.RefusalOrder.Scope;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whom the sandbox refuses. Stateless. */
final class RefusalControls {
    private static final String PATH = "/sandbox/refuse";

    private RefusalControls() {}

    static List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", PATH, RefusalControls::list),
                ControlRoute.of("POST", PATH, RefusalControls::add),
                ControlRoute.of("DELETE", PATH, RefusalControls::remove, "identifier", "pattern"));
    }

    private static Reply list(ControlCall call) {
        return TrackReplies.json(200, json -> {
            json.writeStartArray();
            for (RefusalOrder order : call.workspace().script().refusals()) {
                write(order, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(RefusalOrder order, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(order.isPattern() ? "pattern" : "identifier", order.who());
        json.writeStringField("scope", order.scope().name().toLowerCase(Locale.ROOT));
        switch (order.scope()) {
            case ENTRY -> TrackReplies.fields(order.refusal(), json);
            case BATCH -> {}
            case REQUEST -> json.writeNumberField("status", order.status());
        }
        json.writeEndObject();
    }

    private static Reply add(ControlCall call) throws IOException {
        RawFields body = call.body("identifier", "pattern", "scope", "reason", "field", "message", "status");
        try {
            Optional<String> identifier = body.optionalText("identifier");
            Optional<String> pattern = body.optionalText("pattern");
            if (identifier.isPresent() == pattern.isPresent()) {
                throw new IllegalArgumentException("name an identifier or a pattern");
            }
            if (identifier.or(() -> pattern).filter(String::isBlank).isPresent()) {
                throw new IllegalArgumentException("an identifier or a pattern must not be empty");
            }
            long status = body.number("status").orElse(400);
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be 400 to 599");
            }
            var refusal = new Entry.Refused(
                    body.optionalText("reason").orElse("invalid"),
                    body.optionalText("field").orElse("identifiers"),
                    body.optionalText("message").orElse("refused by the sandbox"));
            call.workspace()
                    .script()
                    .refuse(new RefusalOrder(
                            identifier.or(() -> pattern).orElseThrow(), pattern.isPresent(), scope(body), refusal, (int)
                                    status));
        } catch (EntryRefusedException e) {
            throw new IllegalArgumentException(
                    e.refused().field() + " " + e.refused().message(), e);
        }
        return list(call);
    }

    private static Scope scope(RawFields body) throws EntryRefusedException {
        return switch (body.optionalText("scope").orElse("entry")) {
            case "entry" -> Scope.ENTRY;
            case "batch" -> Scope.BATCH;
            case "request" -> Scope.REQUEST;
            default -> throw new IllegalArgumentException("scope must be entry, batch or request");
        };
    }

    private static Reply remove(ControlCall call) {
        Script script = call.workspace().script();
        call.parameter("identifier").or(() -> call.parameter("pattern")).ifPresentOrElse(script::heal, script::healAll);
        return list(call);
    }
}
