package dev.upserter.server.page;

import dev.upserter.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The files of the web page, from the jar. Immutable; thread-safe. */
public final class Page {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("index.html", HTML),
            Map.entry("style.css", "text/css; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("app.js", SCRIPT),
            Map.entry("api.js", SCRIPT),
            Map.entry("dom.js", SCRIPT),
            Map.entry("chart.js", SCRIPT),
            Map.entry("rows.js", SCRIPT),
            Map.entry("configuration.js", SCRIPT),
            Map.entry("view-new.js", SCRIPT),
            Map.entry("view-run.js", SCRIPT),
            Map.entry("view-history.js", SCRIPT),
            Map.entry("view-people.js", SCRIPT));

    /** Only the page's own files, and no text ever becomes markup or a script. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private Page() {}

    public static Reply index() throws IOException {
        return find("/page/index.html").orElseThrow();
    }

    /** The file at this path; empty if there is none. */
    public static Optional<Reply> find(String path) throws IOException {
        String name = path.startsWith("/page/") ? path.substring("/page/".length()) : "";
        String type = TYPES.get(name);
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new Reply(200, Map.of("Content-Type", type, "Content-Security-Policy", POLICY), text));
        }
    }
}
