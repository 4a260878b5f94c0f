package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A v1 path whose last segment names one object.
 *
 * @param prefix  of the path, up to the last segment
 * @param methods that it accepts
 */
public record Resource(String prefix, List<Method> methods) {
    /** What one HTTP method does. */
    public record Method(String name, Reader reader) {}

    /** Reads an operation on the object from a request. */
    interface Reader {
        Entry read(String segment, Body body) throws EntryRefusedException, IOException;
    }

    /** The body of a request. */
    public interface Body {
        /** The whole body, decoded; throws if it cannot be decoded. */
        byte[] bytes() throws IOException;
    }

    /** Whether the path belongs to this resource. */
    public boolean holds(String path) {
        return path.startsWith(prefix);
    }

    /** The path after the prefix, as the client wrote it. */
    public String rawSegment(String path) {
        return path.substring(prefix.length());
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
