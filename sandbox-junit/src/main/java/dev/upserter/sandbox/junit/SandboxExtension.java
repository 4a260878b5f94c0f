package dev.upserter.sandbox.junit;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.SandboxWorkspace;
import dev.upserter.sandbox.traffic.RecordedRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;

/**
 * Gives the tests of a class a sandbox, by {@code @RegisterExtension} or {@code @ExtendWith}. It is reset before each test. A
 * test in which the sandbox got a call that it does not know fails. The requests of a failed test are printed, without
 * credentials.
 *
 * <p>In a static field, one sandbox serves all tests of the class, which must not run at the same time; in another field,
 * each test has its own. Tests may take a parameter of the type {@link Sandbox}.
 */
public final class SandboxExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final int MOST_RECORDED = 1_000;
    private static final int MOST_PRINTED = 50;
    private static final int LONGEST_BODY = 2_000;

    private final SandboxConfig config;
    private boolean allowsUnknownCalls;
    private @Nullable Sandbox started;
    /** Classes under way that share the sandbox: nested ones are inside others. */
    private int classes;

    /** One with a sandbox on any free port, as {@code @ExtendWith} makes it. */
    public SandboxExtension() {
        this(SandboxConfig.defaults());
    }

    private SandboxExtension(SandboxConfig config) {
        this.config = config.withRecordRequests(true).withMostRecorded(MOST_RECORDED);
    }

    /** One with such a sandbox, which always records its latest 1,000 requests. */
    public static SandboxExtension with(SandboxConfig config) {
        return new SandboxExtension(config);
    }

    /** This extension, whose tests do not fail because of calls that the sandbox does not know. */
    public SandboxExtension allowingUnknownCalls() {
        allowsUnknownCalls = true;
        return this;
    }

    /**
     * The sandbox.
     *
     * @throws IllegalStateException outside of tests
     */
    public Sandbox sandbox() {
        Sandbox running = started;
        if (running == null) {
            throw new IllegalStateException("the sandbox runs while tests do: annotate the field @RegisterExtension");
        }
        return running;
    }

    /** The address for {@code endpoint}, or for the client under test, such as {@code http://127.0.0.1:41234}. */
    public String address() {
        return sandbox().endpoint().toString();
    }

    /** Checks of what arrived in the first workspace. */
    public SandboxChecks check() {
        return new SandboxChecks(sandbox());
    }

    /** Checks of what arrived in the workspace with this site id. */
    public SandboxChecks check(String siteId) {
        return new SandboxChecks(sandbox().workspace(siteId));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (classes++ == 0) {
            started = Sandbox.start(config);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Sandbox running = started;
        if (running == null) {
            started = Sandbox.start(config);
        } else {
            running.workspaces().forEach(SandboxWorkspace::reset);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isPresent()) {
                System.err.println(shown(context.getDisplayName(), sandbox()));
            } else if (!allowsUnknownCalls) {
                checkUnknownCalls(sandbox());
            }
        } finally {
            if (classes == 0) {
                close();
            }
        }
    }

    private void close() {
        Sandbox running = started;
        started = null;
        if (running != null) {
            running.close();
        }
    }

    private static void checkUnknownCalls(Sandbox sandbox) {
        List<RecordedRequest> unknown = sandbox.workspaces().stream()
                .flatMap(workspace -> workspace.unknownCalls().stream())
                .toList();
        if (!unknown.isEmpty()) {
            throw new AssertionFailedError("the sandbox does not know:\n"
                    + unknown.stream().map(SandboxExtension::shown).collect(Collectors.joining("\n")));
        }
    }

    private static String shown(String test, Sandbox sandbox) {
        var text = new StringBuilder(test).append(" failed. The sandbox got");
        for (SandboxWorkspace workspace : sandbox.workspaces()) {
            List<RecordedRequest> requests = workspace.requests();
            text.append(workspace == sandbox ? "" : "\nfor " + workspace.siteId())
                    .append(requests.isEmpty() ? " no request" : ":");
            requests.stream()
                    .skip(Math.max(0, requests.size() - MOST_PRINTED))
                    .forEach(request -> text.append('\n').append(shown(request)));
        }
        return text.toString();
    }

    private static String shown(RecordedRequest request) {
        String body = request.bodyText();
        String cut = body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY) + " …";
        return "  " + request + (cut.isEmpty() ? "" : "\n    " + cut);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox();
    }
}
