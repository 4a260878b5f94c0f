package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path of v1 that names one thing by its last segment.
 *
 * @param prefix  of the path, up to the last segment
 * @param methods that it takes
 */
public record Resource(String prefix, List<Method> methods) {
    /** What one HTTP method does. */
    public record Method(String name, Reader reader) {}

    /** Reads what a request says of the thing. */
    interface Reader {
        Entry read(String segment, Body body) throws EntryRefusedException, IOException;
    }

    /** The body of a request. */
    public interface Body {
        /** All of it; throws where it cannot be decoded. */
        byte[] bytes() throws IOException;
    }

    /** Whether this is what the path names. */
    public boolean holds(String path) {
        return path.startsWith(prefix);
    }

    /** What the path names after the prefix, as the client wrote it. */
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

    /** What a request says; why it is refused where it cannot be done. */
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
