package dev.upserter.alert;

import dev.upserter.config.AlertChannel;
import dev.upserter.config.SmtpConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages, all at once, each twice at most. It neither fails nor takes longer than about a minute.
 *
 * @param smtp         takes e-mails; null for no server
 * @param folder       where programs run
 * @param surroundings what is outside
 */
record Senders(@Nullable SmtpConfig smtp, Path folder, Surroundings surroundings) {
    private static final System.Logger LOGGER = System.getLogger(Senders.class.getName());
    private static final int ATTEMPTS = 2;

    /** Of all attempts of one message. Each has limits of its own; this one is for a resolver of names that hangs. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** A message, and where it goes. */
    record Letter(AlertChannel channel, Message message) {}

    /** Sends each, and tells what became of it, in the same order. */
    List<Sent> send(List<Letter> letters) {
        var sent = new ArrayList<Sent>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Sent>> under = letters.stream()
                    .map(letter -> threads.submit(() -> attempts(letter)))
                    .toList();
            long end = System.nanoTime() + LONGEST.toNanos();
            for (Future<Sent> one : under) {
                sent.add(outcome(one, end));
            }
        } finally {
            threads.shutdownNow(); // whatever hangs is left behind
        }
        return sent;
    }

    private static Sent outcome(Future<Sent> one, long end) {
        try {
            return one.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Sent.failed("there was no answer in time", "check that the service is up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sent.failed("the thread of the run was interrupted", "nothing to do: the next run sends it");
        } catch (ExecutionException e) {
            return unforeseen(e.getCause());
        }
    }

    private static Sent unforeseen(@Nullable Throwable cause) {
        if (cause instanceof ProblemException known) {
            return Sent.failed(
                    known.problems().getFirst().message(),
                    known.problems().getFirst().hint());
        }
        if (cause instanceof LinkageError) {
            return Sent.failed(
                    "e-mails need Angus Mail, which is not there",
                    "add org.eclipse.angus:smtp to the class path. The command line brings it");
        }
        String what = cause == null ? "something" : cause.getClass().getName();
        LOGGER.log(System.Logger.Level.WARNING, "an alert could not be sent: " + what);
        return Sent.failed("something unforeseen happened: " + what, "please report this as a defect");
    }

    private Sent attempts(Letter letter) throws InterruptedException {
        Sent last = attempt(letter);
        for (int i = 1; i < ATTEMPTS && !last.isDone() && last.mayDiffer(); i++) {
            Thread.sleep(surroundings.firstPause());
            last = attempt(letter);
        }
        return last;
    }

    private Sent attempt(Letter letter) throws InterruptedException {
        Message message = letter.message();
        Instant now = surroundings.clock().instant();
        return switch (letter.channel()) {
            case AlertChannel.Slack slack -> new HttpSender(slack.url(), surroundings).slack(message);
            case AlertChannel.Webhook webhook ->
                new HttpSender(webhook.url(), surroundings).webhook(message, webhook, now);
            case AlertChannel.Command command ->
                new CommandSender(command.words(), folder).send(message, CommandSender.TIMEOUT);
            case AlertChannel.Email email -> email(message, email, now);
        };
    }

    private Sent email(Message message, AlertChannel.Email email, Instant now) {
        return smtp == null
                ? Sent.failed("no server for e-mails is configured", "add the key smtp")
                : new SmtpSender(smtp, surroundings).send(message, email.to(), now);
    }
}
