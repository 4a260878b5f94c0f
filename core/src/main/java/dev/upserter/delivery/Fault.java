package dev.upserter.delivery;

import dev.upserter.problem.Code;

/** Why an attempt had no definite answer and may be repeated. */
enum Fault {
    /** 429: too many requests. */
    THROTTLED(Code.RATE_LIMITED),
    /** 408, 502, 503, 504: the service as a whole is not there. */
    UNAVAILABLE(Code.SERVER_ERROR),
    /** 500 and the like: the service failed at this very request, perhaps. */
    SERVER_ERROR(Code.SERVER_ERROR),
    /** No answer in time. */
    TIMEOUT(Code.TIMEOUT),
    /** No connection, or one that broke. */
    NETWORK(Code.NETWORK);

    private final Code code;

    Fault(Code code) {
        this.code = code;
    }

    Code code() {
        return code;
    }
}
