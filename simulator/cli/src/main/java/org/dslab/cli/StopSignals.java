package org.dslab.cli;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and SIGINT. A shutdown hook would not do: the virtual machine ignores a second signal while hooks run, and ends
 * with 128 + the signal's number, which says nothing about the mail.
 */
final class StopSignals {

    private StopSignals() {}

    /** Runs {@code first} at the first of these signals, and {@code again} at each that follows. */
    static void handle(Runnable first, Runnable again) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        Runnable stop = () -> (isFirst.getAndSet(false) ? first : again).run();
        try {
            // By reflection, since the compiler has no switch that permits this class and nothing else.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object stopping = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.run();
                            return null;
                        }
                        return method.invoke(stop, arguments);
                    });
            for (String name : List.of("TERM", "INT")) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), stopping);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java virtual machine lets nobody handle SIGTERM and SIGINT", e);
        }
    }
}
