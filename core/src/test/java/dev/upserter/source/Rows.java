package dev.upserter.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows the rows of a source as one line each: place, then fields or defect. */
final class Rows {
    private Rows() {}

    static List<String> read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> read(byte[] json) {
        return drain(open(json));
    }

    static JsonSource open(byte[] json) {
        return JsonSource.open(new ByteArrayInputStream(json), "data.json");
    }

    static List<String> drain(JsonSource open) {
        var rows = new ArrayList<String>();
        try (var source = open) {
            while (source.hasNext()) {
                rows.add(show(source.next()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    static String show(SourceRecord record) {
        if (record.defect().isPresent()) {
            var problem = record.defect().get();
            return problem.place().orElseThrow() + " " + problem.code() + " " + problem.message();
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < record.shape().size(); i++) {
            fields.add(record.shape().name(i) + "=" + record.kind(i) + " "
                    + record.value(i).json());
        }
        return record.location() + " " + String.join("|", fields);
    }
}
