package org.dslab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lets a test wait for what the proxies announce. */
final class Touches implements ProxyListener {

    private final LinkedBlockingQueue<String> touched = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> parked = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> datagrams = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<InetSocketAddress> closed = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> troubles = new LinkedBlockingQueue<>();

    @Override
    public void faultTouched(ProxyFault fault, ProxyLink link, Direction direction, String what) {
        touched.add(fault.id() + " " + link.name() + " " + direction + ": " + what);
    }

    @Override
    public void reading(InetSocketAddress from, InetSocketAddress to, boolean on) {
        if (!on) {
            parked.add(from + " to " + to);
        }
    }

    @Override
    public void datagramReceived(InetSocketAddress from, InetSocketAddress to) {
        datagrams.add("received");
    }

    @Override
    public void datagramUnreachable(InetSocketAddress from, InetSocketAddress to) {
        datagrams.add("unreachable");
    }

    @Override
    public void datagramSocketClosed(InetSocketAddress local) {
        closed.add(local);
    }

    @Override
    public void trouble(String text) {
        troubles.add(text);
    }

    String awaitTouch() throws InterruptedException {
        return await(touched);
    }

    String awaitParked() throws InterruptedException {
        return await(parked);
    }

    String awaitDatagram() throws InterruptedException {
        return await(datagrams);
    }

    InetSocketAddress awaitClosedSocket() throws InterruptedException {
        return await(closed);
    }

    void assertNoTouch() {
        assertThat(touched).isEmpty();
    }

    void assertNoTrouble() {
        assertThat(troubles).isEmpty();
    }

    private static <T> T await(LinkedBlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("announced within 10 s").isNotNull();
        return next;
    }
}
