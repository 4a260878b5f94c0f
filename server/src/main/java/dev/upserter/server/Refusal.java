package dev.upserter.server;

/** Why a request is turned away before a run could say anything: a stable code, its HTTP status, what to do. */
enum Refusal {
    REQUEST_INVALID(400, "send the request as docs/http-api.md shows it"),
    UPLOAD_INVALID(400, "send two parts named inputs: a configuration and the data"),
    HOST_REFUSED(403, "call the server as localhost, or by the address it was started with"),
    CROSS_SITE(403, "call the server with curl or a program; pages of other sites are kept out"),
    NOT_FOUND(404, "send PUT / with a configuration and data"),
    METHOD_NOT_ALLOWED(405, "send PUT / with a configuration and data"),
    UPLOAD_SLOW(408, "send the same request again over a better connection"),
    UPLOAD_TOO_LARGE(413, "split the data, or run the sync command on the file itself, which has no limit"),
    NOT_MULTIPART(415, "send multipart/form-data, as curl does with --form"),
    TOO_MANY_RUNS(429, "send the same request again when another run has ended"),
    STOPPING(503, "send the same request again when the server is back");

    private final int status;
    private final String help;

    Refusal(int status, String help) {
        this.status = status;
        this.help = help;
    }

    int status() {
        return status;
    }

    String help() {
        return help;
    }
}
