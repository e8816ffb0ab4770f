package org.dslab.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One of the two sockets of a proxied connection. */
final class Side {

    private final ProxyListener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetSocketAddress near;
    private final InetSocketAddress far;
    private boolean open = true;

    Side(
            ProxyListener listener,
            SocketChannel channel,
            SelectionKey key,
            InetSocketAddress near,
            InetSocketAddress far) {
        this.listener = listener;
        this.channel = channel;
        this.key = key;
        this.near = near;
        this.far = far;
    }

    SocketChannel channel() {
        return channel;
    }

    InetSocketAddress near() {
        return near;
    }

    InetSocketAddress far() {
        return far;
    }

    boolean isOpen() {
        return open;
    }

    void interest(boolean read, boolean write) {
        if (open && key.isValid()) {
            key.interestOps((read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0));
        }
    }

    /** Closes with RST. */
    void abort() {
        if (open) {
            listener.ending(near, far);
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                listener.trouble("resetting " + near + " to " + far + ": " + e.getMessage());
            }
            close();
        }
    }

    /** Closes after both directions have ended. */
    void close() {
        if (open) {
            open = false;
            try {
                channel.close();
            } catch (IOException e) {
                listener.trouble("closing " + near + " to " + far + ": " + e.getMessage());
            }
            listener.readerGone(far, near);
        }
    }
}
