package org.dslab.engine.site;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Answer;

/** A site's answer to a {@link StatusRequest}. */
public sealed interface StatusAnswer extends Answer {

    /**
     * A site in numbers.
     *
     * @param queued messages that wait for delivery
     * @param verified remembered answers that are not too old
     * @param connections open TCP connections, SMTP and Minger, in both directions
     * @param lookups lookups that wait for answers
     * @param alerts what an administrator has to mend, one sentence each (DS-56)
     * @param differences where configuration and spool disagreed at the start, one sentence each (DS-71)
     */
    record Status(
            String site,
            int accounts,
            int queued,
            int verified,
            int connections,
            int lookups,
            List<String> alerts,
            List<String> differences)
            implements StatusAnswer {

        public Status {
            alerts = List.copyOf(alerts);
            differences = List.copyOf(differences);
        }
    }

    /** Remembered answers that are not too old, by address. */
    record Verified(List<VerifiedEntry> verified) implements StatusAnswer {
        public Verified {
            verified = List.copyOf(verified);
        }
    }

    /**
     * One remembered answer.
     *
     * @param host the sharing host's name
     * @param smtp where its mail is delivered
     */
    record VerifiedEntry(String address, String host, HostPort smtp, Instant verifiedAt, Instant validUntil) {}
}
