package dev.upserter.delivery.answer;

import dev.upserter.problem.Code;

/** Why an attempt had no definite answer and may be repeated. */
public enum Fault {
    /** 429: too many requests. */
    THROTTLED(Code.RATE_LIMITED, false),
    /** 408, 502, 503, 504: the service as a whole is not there. */
    UNAVAILABLE(Code.SERVER_ERROR, false),
    /** 500 and the like: the service failed at this very request, perhaps. */
    SERVER_ERROR(Code.SERVER_ERROR, true),
    /** No answer in time: the request was too much to digest, perhaps. */
    TIMEOUT(Code.TIMEOUT, true),
    /** No connection, or one that broke. */
    NETWORK(Code.NETWORK, false),
    /** No connection, since nobody is at that address. */
    UNREACHABLE(Code.NETWORK, false),
    /** No address for the host's name, as a moment ago: the JDK remembers that for seconds, but not why. */
    NAMELESS(Code.NETWORK, false),
    /** No file descriptor for a connection: fewer at once may still have one each. */
    CROWDED(Code.OUT_OF_RESOURCES, false);

    private final Code code;
    private final boolean mayLieInTheRequest;

    Fault(Code code, boolean mayLieInTheRequest) {
        this.code = code;
        this.mayLieInTheRequest = mayLieInTheRequest;
    }

    /** Whether another request might well have been answered. */
    public boolean mayLieInTheRequest() {
        return mayLieInTheRequest;
    }

    /** Whether Customer.io certainly took nothing: it said so, or no request left this machine. */
    public boolean tookNothing() {
        return this == THROTTLED || this == UNREACHABLE || this == NAMELESS || this == CROWDED;
    }

    public Code code() {
        return code;
    }
}
