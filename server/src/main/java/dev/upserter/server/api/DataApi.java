package dev.upserter.server.api;

import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Oddities;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import dev.upserter.redaction.Mask;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.upload.DataStore;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Uploads data, and looks at them. Threads may share it. */
public final class DataApi {
    private static final int ROWS = 1000;
    private static final long MAX_UNPACKED = 1L << 30;
    private static final int UNPACKED = 10;

    private final DataStore data;
    private final Runs runs;
    private final LookThrough looks;
    private final long maxUnpacked;

    public DataApi(DataStore data, Runs runs, LookThrough looks, long maxUploadBytes) {
        this.data = data;
        this.runs = runs;
        this.looks = looks;
        this.maxUnpacked = Math.min(MAX_UNPACKED, maxUploadBytes) * UNPACKED;
    }

    Outcome put(Route.Call call) throws IOException, InterruptedException {
        try (Admission admission = runs.admit()) {
            DataStore.Entry entry = data.take(call.request(), call.get("name"), admission);
            return Replies.json(
                    201, Json.object("data", entry.id(), "name", entry.data().name(), "bytes", entry.bytes()));
        }
    }

    Outcome delete(Route.Call call) {
        data.remove(call.get("data"));
        return Reply.empty(204);
    }

    Outcome columns(Route.Call call) throws IOException, InterruptedException {
        DataStore.Entry entry = data.get(call.get("data"));
        Profile profile = looks.ofFirstRows(entry, () -> profile(entry));
        return Replies.json(200, json(entry, profile, call.is("values")));
    }

    private Profile profile(DataStore.Entry entry) throws IOException {
        try (Source source = Sources.open(entry.data(), SourceConfig.USUAL.withMaxBytes(maxUnpacked))) {
            return Profiler.read(source, OptionalLong.of(ROWS));
        }
    }

    private static Map<String, @Nullable Object> json(DataStore.Entry entry, Profile profile, boolean values) {
        String identifier = profile.identifier().map(Column::name).orElse(null);
        return Json.object(
                "data",
                entry.id(),
                "name",
                entry.data().name(),
                "rows",
                profile.rows(),
                "isWhole",
                profile.isWhole(),
                "unusable",
                profile.unusable(),
                "moreColumns",
                profile.moreColumns(),
                "identifier",
                identifier,
                "columns",
                profile.columns().stream().map(column -> json(column, values)).toList(),
                "warnings",
                Oddities.of(profile).stream()
                        .map(odd -> Json.object("column", odd.column(), "message", odd.message(), "help", odd.hint()))
                        .toList());
    }

    private static Map<String, @Nullable Object> json(Column column, boolean values) {
        Look mostly = column.mostly();
        List<String> examples = column.examples().stream()
                .map(example -> values ? example : Mask.of(example))
                .distinct()
                .toList();
        return Json.object(
                "name",
                column.name(),
                "type",
                mostly == Look.NULL ? "nothing" : mostly.words(),
                "mixed",
                column.values() != column.count(mostly),
                "filled",
                column.values(),
                "distinct",
                column.distinct(),
                "examples",
                examples);
    }
}
