package dev.upserter.app;

import dev.upserter.json.JsonText;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The people of the workspace (App API reference, POST /v1/customers/attributes): those who are not there are left out of
 * an answer. For one thread.
 */
public final class AppPeople implements PeopleLookup {
    private final AppClient client;

    public AppPeople(AppClient client) {
        this.client = client;
    }

    @Override
    public FoundPeople find(IdentifierType type, Collection<String> identifiers) throws InterruptedException {
        var asked = new LinkedHashMap<String, String>();
        identifiers.forEach(identifier -> asked.putIfAbsent(FoundPeople.folded(type, identifier), identifier));
        var found = new HashMap<String, Set<String>>();
        List<String> all = new ArrayList<>(asked.values());
        for (int from = 0; from < all.size(); from += PEOPLE_A_REQUEST) {
            ask(type, all.subList(from, Math.min(all.size(), from + PEOPLE_A_REQUEST)), asked.keySet(), found);
        }
        return new FoundPeople(type, found);
    }

    private void ask(IdentifierType type, List<String> some, Set<String> asked, Map<String, Set<String>> found)
            throws InterruptedException {
        String ids = some.stream()
                .map(id -> new String(JsonText.quote(id), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
        Tree answer = client.post("/v1/customers/attributes?id_type=" + type.spelling(), ids);
        for (Tree each : answer.get("customers").items()) {
            Tree customer = each.has("customer") ? each.get("customer") : each;
            found.put(whom(type, customer, asked), names(customer.get("attributes")));
        }
    }

    /** Whom of those asked for it is: to take a person for one who is not there would change what must not be changed. */
    private static String whom(IdentifierType type, Tree customer, Set<String> asked) {
        return Stream.of(
                        customer.get("identifiers").get(type.spelling()),
                        customer.get("attributes").get(type.spelling()),
                        customer.get(type.spelling()))
                .flatMap(value -> value.said().stream())
                .map(text -> FoundPeople.folded(type, text))
                .filter(asked::contains)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        Code.BLOCKED,
                        null,
                        "the App API answered with a person whom nobody asked for, or did not say who it is",
                        "identify people by another identifier, or leave out what needs the App API")));
    }

    private static Set<String> names(Tree attributes) {
        return attributes.fields().entrySet().stream()
                .filter(attribute -> attribute
                        .getValue()
                        .said()
                        .map(text -> !text.isEmpty())
                        .orElse(!attribute.getValue().fields().isEmpty()
                                || !attribute.getValue().items().isEmpty()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
