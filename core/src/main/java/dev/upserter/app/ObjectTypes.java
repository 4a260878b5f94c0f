package dev.upserter.app;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The object types of the workspace (App API reference, GET /v1/object_types). For one thread. */
public final class ObjectTypes {
    private final AppClient client;

    public ObjectTypes(AppClient client) {
        this.client = client;
    }

    private record ObjectType(String number, String name, boolean isEnabled) {}

    /**
     * The number of the type that a text means: its number, or its name.
     *
     * @throws ProblemException if there is no such type, several have the name, or it is not enabled
     */
    public String number(String text) throws InterruptedException {
        List<ObjectType> all = all();
        List<ObjectType> found = matching(all, type -> type.number().equals(text));
        if (found.isEmpty()) {
            found = matching(all, type -> type.name().equals(text));
        }
        if (found.size() == 1 && found.getFirst().isEnabled()) {
            return found.getFirst().number();
        }
        String what = found.isEmpty()
                ? "there is no object type '" + text + "' in the workspace"
                : found.size() > 1
                        ? "several object types are named '" + text + "'"
                        : "the object type '" + text + "' is not enabled";
        String known = all.isEmpty()
                ? "it has none"
                : all.stream()
                        .map(type ->
                                type.number() + " '" + type.name() + "'" + (type.isEnabled() ? "" : " (not enabled)"))
                        .collect(Collectors.joining(", ", "it has ", ""));
        throw new ProblemException(
                Problem.of(Code.OBJECT_TYPE_UNKNOWN, null, what + ": " + known + ". Nothing was sent"));
    }

    private static List<ObjectType> matching(List<ObjectType> all, Predicate<ObjectType> what) {
        return all.stream().filter(what).toList();
    }

    private List<ObjectType> all() throws InterruptedException {
        var all = new ArrayList<ObjectType>();
        for (Tree type : client.get("/v1/object_types").get("types").items()) {
            all.add(new ObjectType(
                    type.get("id").said().orElse(""),
                    type.get("name").said().orElse(""),
                    !type.get("enabled").said().orElse("true").equals("false")));
        }
        return all;
    }
}
