package dev.upserter.cli;

import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Interrupts;
import dev.upserter.cli.text.Messages;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The signals INT, TERM and HUP. The first asks for a stop; the second ends the process at once.
 *
 * <p>A shutdown hook would not do: once it runs, the JVM no longer hears a second signal. The JDK's handlers are reached by
 * reflection, since the compiler warns of them whatever it is told. Where they are missing, the JVM's own handling stays.
 */
final class Signals implements Interrupts {
    /** Some programs signal a process, and then its group: two signals at once are one. */
    private static final Duration SAME = Duration.ofMillis(500);

    private static final long NONE = Long.MIN_VALUE;

    /** When the first signal came, as {@link System#nanoTime} tells. */
    private final AtomicLong first = new AtomicLong(NONE);

    @Override
    public void onFirst(Runnable stop) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                handle(name, stop);
            } catch (ReflectiveOperationException | RuntimeException e) {
                // a JVM without these signals, or one told to leave them alone
            }
        }
    }

    private void handle(String name, Runnable stop) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        arrived(stop);
                    }
                    return null;
                });
        signal.getMethod("handle", signal, handlerType)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    private void arrived(Runnable stop) {
        long now = System.nanoTime();
        if (first.compareAndSet(NONE, now)) {
            stop.run();
        } else if (now - first.get() > SAME.toNanos()) {
            Messages.ofProcess().print("ended at once: the report was not written; run the same command again");
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
    }
}
