package org.dslab.server.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.spool.Route;

/** A recipient's route as three columns: what it is, the mailbox or host, and the host's port. */
final class Routes {

    private Routes() {}

    record Row(String kind, Optional<String> target, Optional<Integer> port) {}

    static Row row(Route route) {
        return switch (route) {
            case Route.Mailbox mailbox ->
                new Row("mailbox", Optional.of(mailbox.account().toString()), Optional.empty());
            case Route.Shared shared -> row("shared", shared.host());
            case Route.Gateway gateway -> row("gateway", gateway.host());
            case Route.ListCopy copy -> row("list-copy", copy.host());
            case Route.Fixed fixed -> row("fixed", fixed.host());
            case Route.ToSmartHost smart -> row("smart-host", smart.host());
            case Route.Undecided undecided -> new Row("undecided", Optional.empty(), Optional.empty());
        };
    }

    private static Row row(String kind, HostPort host) {
        return new Row(kind, Optional.of(host.host()), Optional.of(host.port()));
    }

    static Route route(String kind, String target, int port) throws SQLException {
        return switch (kind) {
            case "mailbox" -> new Route.Mailbox(address(target));
            case "shared" -> new Route.Shared(new HostPort(target, port));
            case "gateway" -> new Route.Gateway(new HostPort(target, port));
            case "list-copy" -> new Route.ListCopy(new HostPort(target, port));
            case "fixed" -> new Route.Fixed(new HostPort(target, port));
            case "smart-host" -> new Route.ToSmartHost(new HostPort(target, port));
            case "undecided" -> new Route.Undecided();
            default -> throw new SQLException("unknown kind of route: " + kind);
        };
    }

    /** An address as it was written. */
    static EmailAddress address(String text) throws SQLException {
        Optional<EmailAddress> parsed = EmailAddress.parse(text);
        if (parsed.isPresent()) {
            return parsed.get();
        }
        // Not one that a client could have sent, but a part of the site may have made it.
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new SQLException("not an address: " + text);
        }
        return new EmailAddress(text.substring(0, at), text.substring(at + 1));
    }
}
