package org.dslab.server.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.server.store.StoreException;

/** What a start finds in the spool, and what it misses there: nothing is lost or altered without a word (DS-36). */
final class Recovery {

    private final SpoolFolder folder;
    private final Connection connection;
    private final BodyRows rows;
    private final BodyFiles files;
    private final Findings findings = new Findings();
    private final Set<Long> dropped = new TreeSet<>();

    Recovery(SpoolFolder folder, Connection connection, BodyRows rows, BodyFiles files) {
        this.folder = folder;
        this.connection = connection;
        this.rows = rows;
        this.files = files;
    }

    /** Bodies that have no message any more and can leave the database. */
    Set<Long> dropped() {
        return dropped;
    }

    SpoolState read(CommitCount commits) throws SQLException, IOException {
        SpoolState state = new StateReader(connection, findings).read();
        compare(commits);
        Set<Long> named = rows.named();
        Set<Long> released = rows.released();
        SetAside aside = new SetAside(folder.setAside(), findings);
        files.recover(rows.files(), named, released, aside);
        Set<Long> small = rows.small();
        for (long body : small) {
            if (!named.contains(body) && (released.contains(body) || isSetAside(body, aside))) {
                dropped.add(body);
            }
        }
        // Of those in files only the rows are left.
        rows.inFiles().stream().filter(body -> !named.contains(body)).forEach(dropped::add);
        released.stream().filter(body -> !named.contains(body)).forEach(dropped::add);
        if (aside.count() > 0) {
            findings.add("bodies that no message names are set aside in " + aside.folder() + ": " + aside.count()
                    + "; each is mail that was being received when the site ended, or mail that was lost; look at them,"
                    + " and delete what is not needed");
        }
        List<StoredMessage> messages = new ArrayList<>();
        for (StoredMessage message : state.messages()) {
            messages.add(checked(message, small));
        }
        return new SpoolState(
                state.seeded(),
                messages,
                state.verified(),
                state.accounts(),
                state.aliases(),
                state.reservations(),
                state.lists(),
                state.posts(),
                state.hosts(),
                findings.all());
    }

    private void compare(CommitCount commits) throws SQLException, IOException {
        long durable = Schema.longNumber(connection, "SELECT commits FROM site");
        OptionalLong known = commits.read();
        if (known.isPresent() && known.getAsLong() > durable) {
            findings.add("the spool " + folder.path() + " has lost its last " + (known.getAsLong() - durable)
                    + " commits, as when " + SpoolFolder.DATABASE
                    + "-wal was cut short or a backup was restored: mail that"
                    + " they accepted is gone, mail that they finished is delivered again; the log says which");
        } else if (known.isEmpty() && durable > 0) {
            findings.add(
                    "the file " + folder.commits() + " is missing or unreadable, so nobody can tell whether the spool"
                            + " has lost its last commits; it is made anew");
        }
        commits.is(durable);
    }

    private boolean isSetAside(long body, SetAside aside) {
        try {
            return aside.write(body, rows.read(body).orElse(new byte[0]));
        } catch (SQLException | StoreException e) {
            rows.failed(e);
            findings.add("body " + body + " in the spool's table `body`, which no message names, is damaged and stays"
                    + " there (" + e.getMessage() + ")");
            return false;
        }
    }

    private StoredMessage checked(StoredMessage message, Set<Long> small) throws IOException {
        long body = message.body();
        boolean isThere = files.has(body) ? files.isComplete(body) : small.contains(body) || message.bodySize() == 0;
        if (isThere) {
            return message;
        }
        findings.add(
                "the body of message " + message.id() + " is missing in the spool or not complete; the message is held:"
                        + " return it with `queue bounce " + message.id() + "`, or delete it");
        return message.withHeld(true);
    }
}
