package org.dslab.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;

/** What a scenario can demand; judged from the history up to that moment, once the world has settled. */
public sealed interface Expectation {

    /**
     * The last reply the sender of a mail got for a recipient (for every recipient, if none is named): to the final dot
     * if the recipient was accepted, else the one that refused it.
     *
     * @param enhanced status code such as {@code 4.4.3}
     */
    record Reply(String mail, Optional<String> recipient, int code, Optional<String> enhanced) implements Expectation {}

    /** The mail is so many times in this mailbox of this site. */
    record Delivered(String mail, EmailAddress mailbox, String site, Count times) implements Expectation {}

    /** Copies of the mail wait in the queue of exactly these sites; empty: nowhere. */
    record Queued(String mail, List<String> sites) implements Expectation {
        public Queued {
            sites = List.copyOf(sites);
        }
    }

    /** The sender of the mail has got a delivery status notification about it, or has not. */
    record Bounced(String mail, boolean bounced) implements Expectation {}

    /** The mail came so many times to the smart host. */
    record AtSmartHost(String mail, Count times) implements Expectation {}

    /** The mail came so many times to a receiver of a foreign domain. */
    record AtOutside(String mail, Count times) implements Expectation {}

    /** The site has begun so many lookups of the address since the scenario began, joined ones not counted (DS-55). */
    record Lookups(String site, EmailAddress address, Count times) implements Expectation {}

    /** The address is an account of exactly these sites; empty: of none. */
    record Owned(EmailAddress address, List<String> sites) implements Expectation {
        public Owned {
            sites = List.copyOf(sites);
        }
    }

    /** How often: exactly, or within bounds. */
    record Count(int atLeast, int atMost) {

        public static Count exactly(int times) {
            return new Count(times, times);
        }

        public boolean admits(int times) {
            return times >= atLeast && times <= atMost;
        }

        @Override
        public String toString() {
            if (atLeast == atMost) {
                return atLeast == 1 ? "once" : atLeast + " times";
            }
            return atMost == Integer.MAX_VALUE
                    ? "at least " + atLeast + " times"
                    : atLeast + " to " + atMost + " times";
        }
    }
}
