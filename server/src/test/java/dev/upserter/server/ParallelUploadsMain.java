package dev.upserter.server;

import dev.upserter.sandbox.Sandbox;
import java.nio.file.Path;

/** A server that takes eight uploads at once, with a sandbox to which all of them go, until its standard input ends. */
final class ParallelUploadsMain {
    static final int UPLOADS = 8;

    private ParallelUploadsMain() {}

    /** Arguments: the state folder. Prints the address. */
    public static void main(String[] arguments) throws Exception {
        try (var sandbox = Sandbox.start();
                var server = UpserterServer.start(ServerConfig.in(Path.of(arguments[0]))
                        .withPort(0)
                        .withMaxRuns(UPLOADS)
                        .withSandbox(sandbox))) {
            System.out.println(server.address());
            int unused = System.in.read();
        }
    }
}
