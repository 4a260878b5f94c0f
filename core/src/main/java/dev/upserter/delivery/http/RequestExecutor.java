package dev.upserter.delivery.http;

import dev.upserter.carried.hc.client5.http.protocol.HttpClientContext;
import dev.upserter.carried.hc.core5.http.ClassicHttpRequest;
import dev.upserter.carried.hc.core5.http.ClassicHttpResponse;
import dev.upserter.carried.hc.core5.http.HttpException;
import dev.upserter.carried.hc.core5.http.HttpHeaders;
import dev.upserter.carried.hc.core5.http.HttpStatus;
import dev.upserter.carried.hc.core5.http.impl.io.HttpRequestExecutor;
import dev.upserter.carried.hc.core5.http.io.HttpClientConnection;
import dev.upserter.carried.hc.core5.http.io.HttpResponseInformationCallback;
import dev.upserter.carried.hc.core5.http.message.MessageSupport;
import dev.upserter.carried.hc.core5.http.protocol.HttpContext;
import dev.upserter.carried.hc.core5.io.CloseMode;
import dev.upserter.carried.hc.core5.io.Closer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request over a connection and waits for its answer, letting other virtual threads send theirs before it looks for
 * it: the answer may have come by then, and the system need not be asked to tell of its coming. What the library's own
 * executor does beyond this, nothing here uses: requests that expect a continuation (RFC 9110, section 10.1.1), listeners,
 * and details of the connection in the context. After a 407, the connection is not used again: many a proxy closes it without
 * a word.
 */
final class RequestExecutor extends HttpRequestExecutor {
    private static final int FIRST_FINAL_STATUS = 200;
    private static final int LAST_SUCCESS = 299;

    private static final String CLOSE = "close";

    private final Optional<String> forProxy;

    /**
     * An executor.
     *
     * @param forProxy what shows a proxy who asks; empty where there is none, or it need not know
     */
    RequestExecutor(Optional<String> forProxy) {
        this.forProxy = forProxy;
    }

    /** The attribute of the context that holds the status of a proxy that opens no way to the destination. */
    static final String REFUSED_WAY = "upserter.refused-way";

    private static boolean isRefusedWay(ClassicHttpRequest request, ClassicHttpResponse response) {
        return request.getMethod().equals("CONNECT") && response.getCode() > LAST_SUCCESS;
    }

    /** Requests inside a tunnel are not the proxy's to see; the answer to a challenge is there before. */
    private void showProxyWhoAsks(ClassicHttpRequest request, HttpContext context) {
        boolean seesIt = request.getMethod().equals("CONNECT")
                || !HttpClientContext.cast(context).getHttpRoute().isTunnelled();
        if (seesIt && !request.containsHeader(HttpHeaders.PROXY_AUTHORIZATION)) {
            forProxy.ifPresent(value -> request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, value));
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // it is as right without, only dearer
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        try {
            showProxyWhoAsks(request, context);
            connection.sendRequestHeader(request);
            if (request.getEntity() != null) {
                connection.sendRequestEntity(request);
            }
            connection.flush();
            Thread.yield();
            ClassicHttpResponse response = connection.receiveResponseHeader();
            while (response.getCode() < FIRST_FINAL_STATUS) {
                response = connection.receiveResponseHeader();
            }
            context.setAttribute(REFUSED_WAY, isRefusedWay(request, response) ? response.getCode() : null);
            if (response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
                response.setHeader(HttpHeaders.CONNECTION, CLOSE);
            }
            if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                connection.receiveResponseEntity(response);
            }
            return response;
        } catch (HttpException | IOException | RuntimeException e) {
            Closer.close(connection, CloseMode.IMMEDIATE);
            throw e;
        }
    }
}
