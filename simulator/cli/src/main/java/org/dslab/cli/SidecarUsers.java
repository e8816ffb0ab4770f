package org.dslab.cli;

import java.time.Instant;
import java.util.List;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SidecarConfig;
import org.dslab.config.UsersFile;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.server.sidecar.SidecarServer;
import org.dslab.server.site.EventLog;

/** Reads a side-car's file of users again each time it runs, on one thread, and tells the side-car. */
final class SidecarUsers implements Runnable {

    private final SidecarConfig sidecar;
    private final SidecarServer server;
    private final EventLog log;
    private List<AccountSetting> users;

    SidecarUsers(SidecarConfig sidecar, SidecarServer server, EventLog log) {
        this.sidecar = sidecar;
        this.server = server;
        this.log = log;
        this.users = sidecar.settings().site().accounts();
    }

    /** A file that is wrong, or gone, changes nothing: users must not vanish because of a slip of somebody's fingers. */
    @Override
    public void run() {
        try {
            List<AccountSetting> read = UsersFile.readAgain(
                    sidecar.users(), sidecar.settings().site().domains(), users);
            server.replaceUsers(read);
            users = read;
        } catch (InvalidFileException e) {
            e.problems().forEach(problem -> log.trouble(Instant.now(), "the users stay as they were: " + problem));
        } catch (IllegalStateException e) {
            log.trouble(Instant.now(), "the file of users changed while the side-car was stopping");
        }
    }
}
