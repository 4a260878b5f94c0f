package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path of v1 that names one thing by one of its segments, or a thing of a thing by two, or that names nothing.
 *
 * @param prefix  of the path, up to the first of these segments
 * @param between the two; empty where one segment says it all
 * @param suffix  of the path, after them
 * @param isWhole whether the prefix is all of the path, which names nothing
 * @param isOpen  whether it takes requests without credentials
 * @param methods that it takes
 */
public record Resource(
        String prefix, String between, String suffix, boolean isWhole, boolean isOpen, List<Method> methods) {
    /** One that is named by the last segment. */
    Resource(String prefix, List<Method> methods) {
        this(prefix, "", methods);
    }

    /** One that is named by one segment. */
    Resource(String prefix, String suffix, List<Method> methods) {
        this(prefix, "", suffix, false, false, methods);
    }

    /** What belongs to a thing, and is named by the last segment. */
    static Resource within(String prefix, String between, List<Method> methods) {
        return new Resource(prefix, between, "", false, false, methods);
    }

    /** One that is this path alone. */
    static Resource of(String path, List<Method> methods) {
        return new Resource(path, "", "", true, false, methods);
    }

    /** The same, which takes requests without credentials. */
    Resource opened() {
        return new Resource(prefix, between, suffix, isWhole, true, methods);
    }

    /**
     * What one HTTP method does.
     *
     * @param status of the answer where it was done
     */
    public record Method(String name, int status, Reader reader) {
        /** One that is answered with a 200. */
        Method(String name, Reader reader) {
            this(name, 200, reader);
        }
    }

    /** Reads an operation on the object from a request. */
    interface Reader {
        Entry read(String segment, Body body) throws EntryRefusedException, IOException;
    }

    /** What a request says beside the first segment of its path. */
    public interface Body {
        /** All of its body; throws where it cannot be decoded. */
        byte[] bytes() throws IOException;

        /** The query of its path; may be empty. */
        String query();

        /** The second segment; empty where one says it all. */
        String second();
    }

    /** Whether the path belongs to this resource. */
    public boolean holds(String path) {
        return isWhole ? path.equals(prefix) : holdsAround(path);
    }

    private boolean holdsAround(String path) {
        return path.length() >= prefix.length() + suffix.length()
                && path.startsWith(prefix)
                && path.endsWith(suffix)
                && rawSegments(path).size() == (between.isEmpty() ? 1 : 2)
                && rawSegments(path).stream().noneMatch(segment -> segment.indexOf('/') >= 0);
    }

    /** The segments that name it, as the client wrote them. */
    public List<String> rawSegments(String path) {
        String middle = path.substring(prefix.length(), path.length() - suffix.length());
        int end = between.isEmpty() ? -1 : middle.indexOf(between);
        return end < 0 ? List.of(middle) : List.of(middle.substring(0, end), middle.substring(end + between.length()));
    }

    /** The method of this name; empty if it is not allowed. */
    public Optional<Method> method(String name) {
        return methods.stream().filter(method -> method.name().equals(name)).findFirst();
    }

    /** The methods that are allowed, as the header {@code Allow} lists them. */
    public String allowed() {
        return methods.stream().map(Method::name).collect(Collectors.joining(", "));
    }

    /** The operation of a request, or why it is refused. */
    public static Entry entry(Method method, String segment, Body body) {
        try {
            return method.reader().read(segment, body);
        } catch (EntryRefusedException e) {
            return e.refused();
        } catch (IOException e) {
            return new Entry.Refused("malformed", "", "the body is not valid JSON");
        }
    }
}
