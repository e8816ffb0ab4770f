package org.dslab.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.LabFailure;

/**
 * The number of a lab, which decides its addresses. While it is open no other lab of this machine has it: an address that
 * no node has is bound for it.
 */
final class LabNumber implements AutoCloseable {

    private static final int MOST = 60;

    private final int number;
    private final ServerSocket lock;

    private LabNumber(int number, ServerSocket lock) {
        this.number = number;
        this.lock = lock;
    }

    /** The lowest number that is free. */
    static LabNumber claim() throws LabFailure {
        IOException last = new IOException("none was tried");
        for (int number = 0; number <= MOST; number++) {
            try {
                return new LabNumber(number, bind(number));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new LabFailure(
                "no lab can be set up: all of 127.1.0.1 to 127.121.0.1 are taken or not available (" + last.getMessage()
                        + "); the wire world needs Linux, where all of 127.0.0.0/8 is this machine",
                last);
    }

    private static ServerSocket bind(int number) throws IOException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, (byte) (1 + 2 * number), 0, 1});
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(address, AddressPlan.MINGER_PORT));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int number() {
        return number;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("a listening socket can always be closed", e);
        }
    }
}
