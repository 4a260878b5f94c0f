package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path of v1 that names one thing by one of its segments.
 *
 * @param prefix  of the path, up to that segment
 * @param suffix  of the path, after it
 * @param methods that it takes
 */
public record Resource(String prefix, String suffix, List<Method> methods) {
    /** One that is named by the last segment. */
    Resource(String prefix, List<Method> methods) {
        this(prefix, "", methods);
    }

    /** What one HTTP method does. */
    public record Method(String name, Reader reader) {}

    /** Reads an operation on the object from a request. */
    interface Reader {
        Entry read(String segment, Body body) throws EntryRefusedException, IOException;
    }

    /** What a request says beside its path. */
    public interface Body {
        /** All of its body; throws where it cannot be decoded. */
        byte[] bytes() throws IOException;

        /** The query of its path; may be empty. */
        String query();
    }

    /** Whether the path belongs to this resource. */
    public boolean holds(String path) {
        return path.length() >= prefix.length() + suffix.length()
                && path.startsWith(prefix)
                && path.endsWith(suffix)
                && rawSegment(path).indexOf('/') < 0;
    }

    /** The path after the prefix, as the client wrote it. */
    public String rawSegment(String path) {
        return path.substring(prefix.length(), path.length() - suffix.length());
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
