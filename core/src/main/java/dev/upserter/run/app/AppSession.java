package dev.upserter.run.app;

import dev.upserter.app.AppClient;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.StopWatch;
import dev.upserter.run.pass.Sending;

/** A run's way to the App API, whose key was found to be of the run's workspace. For one thread. */
final class AppSession implements AutoCloseable {
    private final AppClient client;
    private final StopWatch watch;

    private AppSession(AppClient client, StopWatch watch) {
        this.client = client;
        this.watch = watch;
    }

    /**
     * Opens one.
     *
     * @param patience with which it asks
     * @throws dev.upserter.problem.ProblemException if there is no key, it was refused, or it is another workspace's
     */
    static AppSession open(Execution run, DeliveryConfig patience) throws InterruptedException {
        Connector.Workspace workspace = new Sending(run, false).workspace(patience);
        AppClient client = AppClient.of(run.config().destination(), workspace, patience, run.surroundings());
        var session =
                new AppSession(client, StopWatch.on(run.options().stop(), () -> client.stop(Execution.interrupted())));
        try {
            client.requireWorkspace(workspace);
            return session;
        } catch (RuntimeException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    AppClient client() {
        return client;
    }

    @Override
    public void close() {
        watch.close();
        client.close();
    }
}
