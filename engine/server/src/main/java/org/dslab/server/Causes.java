package org.dslab.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import org.dslab.engine.seam.CloseCause;

/** What the exceptions of the socket library mean to a machine. */
final class Causes {

    private Causes() {}

    /** Why a connection could not be opened, or a datagram not be delivered. */
    static CloseCause ofOpening(Exception e) {
        return switch (e) {
            case UnknownHostException unknown -> CloseCause.UNRESOLVABLE;
            case UnresolvedAddressException unresolved -> CloseCause.UNRESOLVABLE;
            case SocketTimeoutException timeout -> CloseCause.TIMED_OUT;
            // The library has one type for both; only the system's text tells them apart.
            case ConnectException connect when saysTimedOut(connect) -> CloseCause.TIMED_OUT;
            case ConnectException connect -> CloseCause.REFUSED;
            case PortUnreachableException port -> CloseCause.REFUSED;
            default -> CloseCause.UNREACHABLE;
        };
    }

    /** Why an established connection broke. */
    static CloseCause ofBreaking(IOException e) {
        return switch (e) {
            case NoRouteToHostException route -> CloseCause.UNREACHABLE;
            default -> saysTimedOut(e) ? CloseCause.TIMED_OUT : CloseCause.RESET;
        };
    }

    private static boolean saysTimedOut(Exception e) {
        String text = e.getMessage();
        return text != null && text.toLowerCase(Locale.ROOT).contains("timed out");
    }
}
