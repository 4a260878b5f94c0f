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
 * <p>A shutdown hook would not work: once it runs, the JVM receives no second signal. The JDK's handlers are called by
 * reflection, since the compiler's warning about them cannot be suppressed. Where they are missing, the JVM's own handling
 * applies.
 */
final class Signals implements Interrupts {
    /** Some programs signal a process and then its group: two signals this close together count as one. */
    private static final Duration SAME = Duration.ofMillis(500);

    private static final long NONE = Long.MIN_VALUE;

    /** When the first signal came, in {@link System#nanoTime}. */
    private final AtomicLong first = new AtomicLong(NONE);

    @Override
    public void onFirst(Runnable stop) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                handle(name, stop);
            } catch (ReflectiveOperationException | RuntimeException e) {
                // a JVM without these signals, or with an option to ignore them
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
            Messages.ofProcess().print("ended at once: the report was not written. Run the same command again");
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
    }
}
