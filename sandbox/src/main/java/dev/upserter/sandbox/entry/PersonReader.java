package dev.upserter.sandbox.entry;

import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.sandbox.traffic.Incoming;
import java.io.IOException;

/** Reads what v1 says about the person named in the path. */
public final class PersonReader {
    private PersonReader() {}

    public static Entry identify(Identifier person, Incoming request, Limits limits) {
        try {
            return new Entry.Identify(EntryReader.checked(person, limits), attributes(request.bytes(), limits));
        } catch (EntryRefusedException e) {
            return e.refused();
        } catch (IOException e) {
            return new Entry.Refused("malformed", "", "the body is not valid JSON");
        }
    }

    public static Entry delete(Identifier person, Limits limits) {
        try {
            return new Entry.Delete(EntryReader.checked(person, limits));
        } catch (EntryRefusedException e) {
            return e.refused();
        }
    }

    private static Attributes attributes(byte[] body, Limits limits) throws IOException, EntryRefusedException {
        try (var json = new RawJson(body, BatchReader.single(body))) {
            if (json.next() != JsonToken.START_OBJECT) {
                throw EntryRefusedException.invalid("", "the body must be a JSON object");
            }
            return new AttributesReader(json, limits).read();
        }
    }
}
