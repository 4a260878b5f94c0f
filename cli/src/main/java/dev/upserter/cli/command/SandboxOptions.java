package dev.upserter.cli.command;

import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.problem.DiskFailure;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.entry.Strictness;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.tls.SandboxCertificate;
import dev.upserter.sandbox.track.SandboxRegion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a sandbox's configuration of the options of {@code upserter sandbox}. Stateless. */
final class SandboxOptions {
    private static final int DEFAULT_PORT = 3030;
    private static final int MOST_RECORDED = 1_000;
    private static final Set<String> KINDS = Set.of("id", "email", "phone", "cio_id");

    private SandboxOptions() {}

    static SandboxConfig config(ParsedOptions given, Shell shell) {
        SandboxConfig defaults = SandboxConfig.defaults();
        String host = given.text("--host").orElse(defaults.host());
        SandboxConfig config = defaults.withHost(host)
                .withPort((int)
                        given.wholeNumber("--port", 0, 65_535, DEFAULT_PORT).orElse(DEFAULT_PORT))
                .withSeed(given.wholeNumber("--seed", 0, Long.MAX_VALUE, 1).orElse(defaults.seed()))
                .withRegion(given.text("--region").map(SandboxOptions::region).orElse(defaults.region()))
                .withFaults(faults(given))
                .withDisabled(Set.copyOf(without(given)))
                .withStrictness(
                        given.text("--rules").map(SandboxOptions::strictness).orElse(defaults.strictness()))
                .withRecordRequests(true)
                .withMostRecorded(MOST_RECORDED)
                .withAppApiKey(given.text("--app-api-key").orElse(""));
        config = workspaces(given, config);
        config = token(given, shell, host)
                .map(AccessToken::text)
                .map(config::withToken)
                .orElse(config);
        return certificate(given, host).map(config::withHttps).orElse(config);
    }

    /** The token of the controls, given or generated now; required if the sandbox can be reached from other machines. */
    private static Optional<AccessToken> token(ParsedOptions given, Shell shell, String host) {
        return AccessToken.given(given, shell)
                .or(() -> ServeCommand.isThisMachine(host) ? Optional.empty() : Optional.of(AccessToken.made()));
    }

    private static SandboxConfig workspaces(ParsedOptions given, SandboxConfig config) {
        try {
            SandboxConfig changed = config.withCredentials(
                    given.text("--site-id").orElse(config.siteId()),
                    given.text("--api-key").orElse(config.apiKey()));
            for (String workspace : given.texts("--workspace")) {
                String[] parts = workspace.split(":", -1);
                if (parts.length < 2 || parts.length > 3) {
                    throw new IllegalArgumentException(
                            "--workspace must be SITE_ID:API_KEY or SITE_ID:API_KEY:APP_KEY");
                }
                changed = changed.withWorkspace(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
            }
            return changed;
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()),
                    "write for example --site-id one --api-key key1 --workspace two:key2");
        }
    }

    private static Optional<SandboxCertificate> certificate(ParsedOptions given, String host) {
        Optional<Path> file = given.text("--certificate").map(Path::of);
        if (file.isEmpty()) {
            return given.has("--https") ? Optional.of(selfSigned(host)) : Optional.empty();
        }
        String name = Printable.of(file.get().toString());
        try {
            return Optional.of(SandboxCertificate.pem(file.get()));
        } catch (IOException e) {
            throw new UsageException(
                    "--certificate " + name + " cannot be read: " + DiskFailure.reason(e),
                    "leave it out and write --https: the sandbox then makes a certificate of its own");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--certificate " + name + ": " + e.getMessage(),
                    "put both into one file: cat certificate.pem key.pem > both.pem");
        }
    }

    private static SandboxCertificate selfSigned(String host) {
        boolean isEveryAddress = host.equals("0.0.0.0") || host.equals("::");
        return isEveryAddress
                ? SandboxCertificate.selfSigned("sandbox")
                : SandboxCertificate.selfSigned(host, "sandbox");
    }

    private static SandboxRegion region(String code) {
        return Arrays.stream(SandboxRegion.values())
                .filter(region -> region.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new UsageException("--region must be us or eu", "write --region eu"));
    }

    private static Strictness strictness(String code) {
        return Arrays.stream(Strictness.values())
                .filter(strictness -> strictness.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("--rules must be lenient, documented or strict", "write --rules strict"));
    }

    private static Faults faults(ParsedOptions given) {
        try {
            return given.text("--faults").map(Faults::parse).orElse(Faults.none());
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--faults: " + Printable.of(String.valueOf(e.getMessage())),
                    "upserter sandbox --help lists the faults");
        }
    }

    /** The kinds of identifier that are not enabled. */
    private static List<String> without(ParsedOptions given) {
        List<String> kinds = given.text("--without")
                .map(text -> List.of(text.strip().split("\\s*,\\s*", -1)))
                .orElse(List.of());
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw new UsageException(
                        "--without names kinds of identifier: id, email, phone or cio_id, separated by commas",
                        "write --without email");
            }
        }
        return kinds;
    }
}
