package dev.upserter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks every request to a sandbox against Customer.io's own description of its Track API: method and path, authorization,
 * content type, and the body down to each entry. Thread-safe.
 */
public final class ApiContract {
    private static final String NAME = "https://track.customer.io/openapi.json";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> OVERLAPPING = List.of("anonymousEventsRequest");
    private static final String TEXT = text();
    private static final JsonNode DOCUMENT = STRICT.readTree(TEXT);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(NAME, TEXT)));
    private static final Map<String, Schema> BODIES = new ConcurrentHashMap<>();

    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    private ApiContract() {}

    /** Watches all requests of the sandbox from now on. */
    public static ApiContract watch(Sandbox sandbox) {
        var contract = new ApiContract();
        sandbox.onRequest(request -> {
            if (!request.rawPath().startsWith("/v1/")) { // the App API, which the document is not about
                contract.violations.addAll(violations(request));
            }
        });
        return contract;
    }

    /** Fails if a request did not match the document. */
    public void assertKept() {
        assertThat(violations)
                .as("requests that Customer.io's OpenAPI document does not allow")
                .isEmpty();
    }

    private static String text() {
        try (InputStream in = ApiContract.class.getResourceAsStream("track-openapi.json")) {
            return oneIdentifierEach(withOverlaps(STRICT.readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of these the document says that one alternative fits, but a page or a screen fits the one of any event, too. */
    private static JsonNode withOverlaps(JsonNode document) {
        for (String name : OVERLAPPING) {
            var schema = (ObjectNode) document.at("/components/schemas/" + name);
            schema.set("anyOf", schema.remove("oneOf"));
        }
        return document;
    }

    /**
     * The document wants exactly one of three identifiers of a person who is related to an object, but says of none that it is
     * required, so that any one fits all three: each is required here.
     */
    private static String oneIdentifierEach(JsonNode document) {
        document.at("/components/schemas/v2_cio_relationships/items/properties/identifiers/oneOf")
                .forEach(option -> ((ObjectNode) option)
                        .putArray("required")
                        .add(option.get("title").asString()));
        return document.toString();
    }

    /** What is wrong with a request. */
    static List<String> violations(RecordedRequest request) {
        return violations(request.method(), request.rawPath(), request.headers(), request.body());
    }

    static List<String> violations(String method, String whole, Map<String, String> headers, byte[] body) {
        String path = ApiQuery.without(whole);
        Optional<String> template = DOCUMENT.get("paths").propertyNames().stream()
                .filter(known -> ApiPath.matches(known, path))
                .findFirst();
        if (template.isEmpty()) {
            return List.of("no such path: " + path);
        }
        JsonNode operation = DOCUMENT.get("paths").get(template.get()).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return List.of("no such method: " + method + " " + template.get());
        }
        var found = new ArrayList<String>(ApiQuery.of(whole).violations(DOCUMENT, template.get()));
        if (operation.has("security") && !isBasic(headers.getOrDefault("authorization", ""))) {
            found.add("no basic authorization");
        }
        if (operation.has("requestBody")) {
            bodyViolations(template.get(), method, headers, body).forEach(found::add);
        } else if (body.length > 0) {
            found.add("a body where none belongs");
        }
        return found.stream().map(what -> method + " " + path + ": " + what).toList();
    }

    private static boolean isBasic(String header) {
        if (!header.startsWith("Basic ")) {
            return false;
        }
        String pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        return pair.indexOf(':') > 0 && pair.indexOf(':') < pair.length() - 1;
    }

    private static List<String> bodyViolations(
            String template, String method, Map<String, String> headers, byte[] body) {
        String type = headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
        String place = "/paths/" + template.replace("~", "~0").replace("/", "~1") + "/"
                + method.toLowerCase(Locale.ROOT) + "/requestBody/content/" + type.replace("/", "~1")
                + "/schema";
        if (DOCUMENT.at(place).isMissingNode()) {
            return List.of("no such content type: " + type);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            JsonNode json = STRICT.readTree(body);
            Schema schema =
                    BODIES.computeIfAbsent(place, unused -> SCHEMAS.getSchema(SchemaLocation.of(NAME + "#" + place)));
            List<String> found = new ArrayList<>(
                    schema.validate(json).stream().map(Object::toString).toList());
            if (template.equals("/api/v2/batch") && !json.path("batch").isArray()) {
                found.add("no batch");
            }
            return found;
        } catch (CharacterCodingException e) {
            return List.of("not UTF-8");
        } catch (JacksonException e) {
            return List.of("not JSON, or a name stands twice: " + e.getOriginalMessage());
        }
    }
}
