package dev.upserter.server.answer;

/** Why a request is refused before a run starts: a stable code, its HTTP status, what to do. */
public enum Refusal {
    REQUEST_INVALID(400, "send the request as docs/http-api.md shows it"),
    UPLOAD_INVALID(
            400,
            "send a configuration and the data to PUT / as two parts named inputs, or the data alone to PUT /api/data"
                    + " as application/octet-stream"),
    HOST_REFUSED(403, "call the server as localhost, or by the name that serve --host or serve --public-url gives it"),
    CROSS_SITE(
            403,
            "call the server with curl or a program. Pages of other sites are kept out, and behind a proxy the page is"
                    + " the server's own only at the URL that serve --public-url names"),
    NOT_FOUND(404, "send PUT / with a configuration and data"),
    METHOD_NOT_ALLOWED(405, "send PUT / with a configuration and data"),
    UPLOAD_SLOW(408, "send the same request again over a better connection"),
    UPLOAD_TOO_LARGE(413, "split the data, or run the sync command on the file itself, which has no limit"),
    REQUEST_TOO_LARGE(413, "send a body of 2 MiB at most: rows go to PUT /api/data, and a saved sync is named by sync"),
    NOT_MULTIPART(415, "send multipart/form-data, as curl does with --form"),
    TOO_MANY_RUNS(429, "send the same request again when another run has ended"),
    TOKEN_MISSING(401, "send the header Authorization: Bearer, with the token that serve printed or was given"),
    TOO_MANY_TOKENS(429, "send the right token, which is let in at once"),
    DATA_GONE(404, "upload the data again"),
    PLAN_GONE(404, "make the plan again. The last eight are kept while the server runs"),
    RUN_UNKNOWN(404, "see GET /api/runs for the runs that are there"),
    SYNC_UNKNOWN(404, "see GET /api/syncs for the syncs that are there"),
    NOT_NOW(409, "see GET /api/runs for what the run is doing"),
    NOT_JSON(415, "send application/json"),
    LOOK_SLOW(503, "send the same request again, or run the preview command on the file itself, which waits"),
    STOPPING(503, "send the same request again when the server is back");

    private final int status;
    private final String help;

    Refusal(int status, String help) {
        this.status = status;
        this.help = help;
    }

    public int status() {
        return status;
    }

    String help() {
        return help;
    }
}
