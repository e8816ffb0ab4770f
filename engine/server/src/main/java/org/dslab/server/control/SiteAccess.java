package org.dslab.server.control;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Request;

/** The running site, as its operator's commands see it. */
public interface SiteAccess {

    /** Asks the site; the future fails with {@link IllegalStateException} if the site stops before it answers. */
    CompletableFuture<Answer> ask(Request request);

    /** The domain that completes a local part that stands alone. */
    String firstDomain();

    /** The site's clock. */
    Instant now();

    Instant startedAt();

    /** Everything that was counted so far, in Prometheus' text format. */
    String counters();

    /**
     * Moves the clock on, step by step through whatever is due.
     *
     * @return the time it is then
     * @throws RefusedException if the site does not run on a lab clock
     */
    Instant advance(Duration duration) throws RefusedException, InterruptedException;
}
