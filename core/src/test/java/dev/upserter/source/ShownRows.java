package dev.upserter.source;

import dev.upserter.record.SourceRecord;
import dev.upserter.source.json.JsonSource;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows the rows of a source as one line each: place, then fields or defect. */
public final class ShownRows {
    private ShownRows() {}

    public static List<String> read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    public static List<String> read(byte[] json) {
        return drain(open(json));
    }

    public static JsonSource open(byte[] json) {
        return JsonSource.open(new ByteArrayInputStream(json), "data.json");
    }

    public static List<String> drain(Source open) {
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

    /** The rows of data that come as a stream, opened as a run does. */
    public static List<String> readAs(String name, SourceConfig config, byte[] data) {
        return drain(Sources.open(new DataFile.Streamed(new ByteArrayInputStream(data), name), config));
    }

    public static List<String> readAs(String name, String data) {
        return readAs(name, SourceConfig.DEFAULT, data.getBytes(StandardCharsets.UTF_8));
    }

    public static String show(SourceRecord record) {
        record.confirmDoubt();
        if (record.defect().isPresent()) {
            var problem = record.defect().get();
            return problem.place().orElseThrow() + " " + problem.code() + " " + problem.message();
        }
        if (record.isFooter()) {
            return record.location() + (record.isFooterLikeRow() ? " left out, like a row" : " left out");
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < record.shape().size(); i++) {
            if (!record.has(i)) {
                continue;
            }
            fields.add(record.shape().name(i) + "=" + record.kind(i) + " "
                    + record.value(i).json());
        }
        return record.location() + " " + String.join("|", fields);
    }
}
