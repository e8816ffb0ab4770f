package org.dslab.lab.world;

import java.time.Duration;
import java.time.Instant;
import org.dslab.engine.seam.Request;

/**
 * A lab in which one scenario is acted out: the sites of the scenario, the outside, the links between them, and time.
 * Everything that happens goes to the history; nothing is returned. One thread calls it.
 */
public interface World extends AutoCloseable {

    /** The lab's time. It moves in {@link #advance} only. */
    Instant now();

    /** The outside submits a mail now; replies and retries are recorded. */
    void submit(Mail mail);

    /** An operator's request to a site, such as creating an account. */
    void command(String site, Request request);

    /** The fault is in force until healed. */
    void inject(Fault fault);

    /** Ends one fault, by its id. */
    void heal(int fault);

    /** Holds everything on all links, so that what is begun now meets on the way ({@code together}). */
    void holdAll();

    /** Lets everything go that {@link #holdAll} holds. */
    void releaseAll();

    /** Kills a site: what was not committed is lost; its listeners are gone until {@link #start}. */
    void crash(String site);

    /** Starts a site that is down, with what its store has. */
    void start(String site);

    /**
     * Returns when nothing happens any more without time passing.
     *
     * @throws LabFailure if it does not come to rest
     */
    void settle() throws LabFailure;

    /** Settles, then moves time on, stopping wherever something is due in between. */
    void advance(Duration duration) throws LabFailure;

    @Override
    void close() throws LabFailure;
}
