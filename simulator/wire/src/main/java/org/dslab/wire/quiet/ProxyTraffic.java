package org.dslab.wire.quiet;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.proxy.Direction;
import org.dslab.proxy.ProxyFault;
import org.dslab.proxy.ProxyLink;
import org.dslab.proxy.ProxyListener;

/** Puts what the proxies announce into the lab's count. */
public final class ProxyTraffic implements ProxyListener {

    private final QuietCount count;
    private final Touched touched;
    private final Consumer<String> trouble;

    /** Told when a fault has made a difference. */
    @FunctionalInterface
    public interface Touched {
        void touched(ProxyFault fault, ProxyLink link, Direction direction, String what);
    }

    public ProxyTraffic(QuietCount count, Touched touched, Consumer<String> trouble) {
        this.count = count;
        this.touched = touched;
        this.trouble = trouble;
    }

    private static Endpoint endpoint(InetSocketAddress address) {
        return new Endpoint(address.getAddress().getHostAddress(), address.getPort());
    }

    @Override
    public void listening(InetSocketAddress local) {
        count.listening(endpoint(local));
    }

    @Override
    public void stoppedListening(InetSocketAddress local) {
        count.stoppedListening(endpoint(local));
    }

    @Override
    public void dialing(InetSocketAddress target) {
        count.dialing(endpoint(target));
    }

    @Override
    public void dialed(InetSocketAddress local, InetSocketAddress remote) {
        count.dialed(endpoint(local), endpoint(remote));
    }

    @Override
    public void dialFailed(InetSocketAddress target) {
        count.dialFailed(endpoint(target));
    }

    @Override
    public void accepted(InetSocketAddress local, InetSocketAddress remote) {
        count.accepted(endpoint(local), endpoint(remote));
    }

    @Override
    public void sending(InetSocketAddress from, InetSocketAddress to, int octets) {
        count.sending(endpoint(from), endpoint(to), octets);
    }

    @Override
    public void received(InetSocketAddress from, InetSocketAddress to, int octets) {
        count.received(endpoint(from), endpoint(to), octets);
    }

    @Override
    public void ending(InetSocketAddress from, InetSocketAddress to) {
        count.ending(endpoint(from), endpoint(to));
    }

    @Override
    public void endReceived(InetSocketAddress from, InetSocketAddress to) {
        count.endReceived(endpoint(from), endpoint(to));
    }

    @Override
    public void reading(InetSocketAddress from, InetSocketAddress to, boolean on) {
        count.reading(endpoint(from), endpoint(to), on);
    }

    @Override
    public void readerGone(InetSocketAddress from, InetSocketAddress to) {
        count.readerGone(endpoint(from), endpoint(to));
    }

    @Override
    public void datagramSocketOpened(InetSocketAddress local) {
        count.datagramSocketOpened(endpoint(local));
    }

    @Override
    public void datagramSending(InetSocketAddress from, InetSocketAddress to) {
        count.datagramSending(endpoint(from), endpoint(to));
    }

    @Override
    public void datagramReceived(InetSocketAddress from, InetSocketAddress to) {
        count.datagramReceived(endpoint(from), endpoint(to));
    }

    @Override
    public void datagramUnreachable(InetSocketAddress from, InetSocketAddress to) {
        count.datagramUnreachable(endpoint(from), endpoint(to));
    }

    @Override
    public void datagramSocketClosed(InetSocketAddress local) {
        count.datagramSocketClosed(endpoint(local));
    }

    @Override
    public void faultTouched(ProxyFault fault, ProxyLink link, Direction direction, String what) {
        touched.touched(fault, link, direction, what);
    }

    @Override
    public void trouble(String text) {
        trouble.accept(text);
    }
}
