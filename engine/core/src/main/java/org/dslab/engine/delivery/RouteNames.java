package org.dslab.engine.delivery;

import java.util.Optional;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.spool.Route;

/** How records and lists name the routes of recipients. */
final class RouteNames {

    private final SharingHosts hosts;

    RouteNames(SharingHosts hosts) {
        this.hosts = hosts;
    }

    static RouteKind kindOf(Route route) {
        return switch (route) {
            case Route.Mailbox mailbox -> RouteKind.MAILBOX;
            case Route.Shared shared -> RouteKind.SHARING_HOST;
            case Route.Gateway gateway -> RouteKind.GATEWAY;
            case Route.ListCopy copy -> RouteKind.SHARING_HOST;
            case Route.Fixed fixed -> RouteKind.FIXED_ROUTE;
            case Route.ToSmartHost smart -> RouteKind.SMART_HOST;
            case Route.Undecided undecided -> RouteKind.UNDECIDED;
        };
    }

    /** The next hop; empty if the mail stays here or is not decided. */
    static Optional<HostPort> hostOf(Route route) {
        return switch (route) {
            case Route.Shared shared -> Optional.of(shared.host());
            case Route.Gateway gateway -> Optional.of(gateway.host());
            case Route.ListCopy copy -> Optional.of(copy.host());
            case Route.Fixed fixed -> Optional.of(fixed.host());
            case Route.ToSmartHost smart -> Optional.of(smart.host());
            case Route.Mailbox mailbox -> Optional.empty();
            case Route.Undecided undecided -> Optional.empty();
        };
    }

    /** A mailbox, a sharing host by its configured name, any other host with its port; empty if undecided. */
    String targetOf(Route route) {
        return switch (route) {
            case Route.Mailbox mailbox -> mailbox.account().toString();
            case Route.Shared shared -> hosts.nameOf(shared.host());
            case Route.Gateway gateway -> gateway.host().toString();
            case Route.ListCopy copy -> hosts.nameOf(copy.host());
            case Route.Fixed fixed -> fixed.host().toString();
            case Route.ToSmartHost smart -> smart.host().toString();
            case Route.Undecided undecided -> "";
        };
    }

    /** Whether the route leads to the host that an operator names: by its configured name, its host, or with its port. */
    boolean leadsTo(Route route, String host) {
        return hostOf(route)
                .filter(next -> next.toString().equals(host)
                        || next.host().equals(host)
                        || hosts.nameOf(next).equals(host))
                .isPresent();
    }
}
