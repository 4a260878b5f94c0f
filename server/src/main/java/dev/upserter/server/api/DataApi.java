package dev.upserter.server.api;

import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import dev.upserter.profile.proposal.Oddities;
import dev.upserter.redaction.Mask;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.upload.DataStore;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Uploads data, and previews them. Thread-safe. */
public final class DataApi {
    private static final int ROWS = 1000;
    private static final long MAX_UNPACKED = 1L << 30;
    private static final int UNPACKED = 10;

    private final DataStore data;
    private final Runs runs;
    private final DryPass looks;
    private final long maxUnpacked;

    public DataApi(DataStore data, Runs runs, DryPass looks, long maxUploadBytes) {
        this.data = data;
        this.runs = runs;
        this.looks = looks;
        this.maxUnpacked = Math.min(MAX_UNPACKED, maxUploadBytes) * UNPACKED;
    }

    Outcome put(ApiRoute.Call call) throws IOException, InterruptedException {
        try (Admission admission = runs.admit()) {
            DataStore.Entry entry = data.take(call.request(), call.get("name"), admission);
            return Replies.json(
                    201,
                    new JsonObject()
                            .with("data", entry.id())
                            .with("name", entry.data().name())
                            .with("bytes", entry.bytes()));
        }
    }

    Outcome delete(ApiRoute.Call call) {
        data.remove(call.get("data"));
        return Reply.empty(204);
    }

    Outcome columns(ApiRoute.Call call) throws IOException, InterruptedException {
        DataStore.Entry entry = data.get(call.get("data"));
        Profile profile = looks.ofFirstRows(entry, () -> profile(entry));
        return Replies.json(200, json(entry, profile, call.is("values")));
    }

    private Profile profile(DataStore.Entry entry) throws IOException {
        try (Source source = Sources.open(entry.data(), SourceConfig.DEFAULT.withMaxBytes(maxUnpacked))) {
            return Profiler.read(source, OptionalLong.of(ROWS));
        }
    }

    private static JsonObject json(DataStore.Entry entry, Profile profile, boolean values) {
        String identifier = profile.identifier().map(Column::name).orElse(null);
        return new JsonObject()
                .with("data", entry.id())
                .with("name", entry.data().name())
                .with("rows", profile.rows())
                .with("isWhole", profile.isWhole())
                .with("unusable", profile.unusable())
                .with("moreColumns", profile.moreColumns())
                .with("identifier", identifier)
                .with(
                        "columns",
                        profile.columns().stream()
                                .map(column -> json(column, values))
                                .toList())
                .with(
                        "warnings",
                        Oddities.of(profile).stream()
                                .map(odd -> new JsonObject()
                                        .with("column", odd.column())
                                        .with("message", odd.message())
                                        .with("help", odd.hint()))
                                .toList());
    }

    private static JsonObject json(Column column, boolean values) {
        Look mostly = column.mostly();
        List<String> examples = column.examples().stream()
                .map(example -> values ? example : Mask.of(example))
                .distinct()
                .toList();
        return new JsonObject()
                .with("name", column.name())
                .with("type", mostly == Look.NULL ? "nothing" : mostly.words())
                .with("mixed", column.values() != column.count(mostly))
                .with("filled", column.values())
                .with("distinct", column.distinct())
                .withTexts("examples", examples);
    }
}
