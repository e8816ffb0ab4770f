package org.dslab.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StaleRoute;

/** Recipients whose verified owner says for good that it does not have them: they are looked up once more (DS-08). */
final class StaleRoutes {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final BiConsumer<PendingRecipient, Route> reroute;

    StaleRoutes(DeliveryParts parts, QueueRecords records, BiConsumer<PendingRecipient, Route> reroute) {
        this.parts = parts;
        this.records = records;
        this.reroute = reroute;
    }

    /** Whether the reply to this recipient is a reason to look it up once more: that is done once. */
    static boolean isOne(PendingRecipient recipient, SmtpReply reply) {
        boolean saysUnknown = (reply.code() == 550 || reply.code() == 551 || reply.code() == 553)
                && (reply.enhanced().isEmpty() || reply.enhanced().startsWith("5.1."));
        return saysUnknown
                && recipient.stored().route() instanceof Route.Shared
                && recipient.stored().staleRoute().isEmpty();
    }

    /**
     * Drops what was remembered and asks once more, for this recipient only. That it was dropped, and that this was the
     * one time, is durable before anybody is asked: a crash repeats neither the attempt nor the question.
     */
    void lookUpAgain(PendingRecipient recipient, SmtpReply reply) {
        if (recipient.stored().route() instanceof Route.Shared shared) {
            EmailAddress address = parts.router().meant(recipient.stored().address());
            recipient.become(recipient
                    .stored()
                    .refusedBy(new StaleRoute(shared.host(), reply.line()))
                    .routedTo(new Route.Undecided()));
            List<Change> changes = new ArrayList<>();
            parts.lookups().outdated(address);
            if (parts.verified().drop(address, "the next hop does not have it")) {
                changes.add(new Change.VerifiedDropped(address.key()));
            }
            records.save(recipient.message(), changes, () -> reroute.accept(recipient, new Route.Undecided()));
        }
    }
}
