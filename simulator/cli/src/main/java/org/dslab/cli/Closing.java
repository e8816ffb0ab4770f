package org.dslab.cli;

import org.dslab.server.site.EventLog;
import org.dslab.server.sqlite.SqliteStore;
import org.dslab.server.store.StoreException;

/** The end of a store. */
final class Closing {

    private Closing() {}

    /** Closes the store; if that fails every commit is durable already, but somebody should look. */
    static boolean isClosed(SqliteStore store, EventLog log) {
        try {
            store.close();
            return true;
        } catch (StoreException e) {
            log.trouble(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
