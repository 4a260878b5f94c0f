package dev.upserter.kind;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.Reading;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.operation.Form;
import dev.upserter.operation.Operation;
import dev.upserter.problem.ProblemLog;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a configuration makes of rows, before any check. */
final class KindRows {
    private static final RunVariables RUN = new RunVariables("run", 1_767_225_600);

    private final SyncConfig config;
    private final Mapper mapper;

    private KindRows(SyncConfig config) {
        this.config = config;
        this.mapper = new Mapper(config.mapping(), config.kind().maker(), RUN, config.guards(), new ProblemLog());
    }

    static KindRows of(String yaml) {
        return new KindRows(Reading.yaml(yaml));
    }

    KindConfig kind() {
        return config.kind();
    }

    /** Each row as its request says it; why it cannot be sent otherwise. */
    List<String> sent(String... rows) {
        var sent = new ArrayList<String>();
        for (Mapped mapped : mapped(rows)) {
            sent.add(
                    switch (mapped) {
                        case Mapped.FilteredOut filteredOut -> "filtered out";
                        case Mapped.Rejected rejected ->
                            rejected.problem().code() + ": "
                                    + rejected.problem().message();
                        case Mapped.Made made ->
                            text(
                                    made.operation(),
                                    config.routing().route(made.operation()).form());
                    });
        }
        return sent;
    }

    /** What the one row becomes. */
    String one(String row) {
        return sent(row).getFirst();
    }

    /** The operation of the one row. */
    Operation operation(String row) {
        return ((Mapped.Made) mapped(row).getFirst()).operation();
    }

    private List<Mapped> mapped(String... rows) {
        byte[] json = ("[" + String.join(",", rows) + "]").getBytes(StandardCharsets.UTF_8);
        var mapped = new ArrayList<Mapped>();
        var source = JsonSource.open(new ByteArrayInputStream(json), "rows.json");
        while (source.hasNext()) {
            mapped.add(mapper.map(source.next()));
        }
        return mapped;
    }

    static String text(Operation operation, Form form) {
        byte[] json = new byte[operation.length(form)];
        operation.write(form, json, 0);
        return new String(json, StandardCharsets.UTF_8);
    }
}
