package org.dslab.engine.site;

import java.util.function.Consumer;
import org.dslab.engine.delivery.QueueOperations;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.seam.Answer;

/** Operators' requests about the queue (DS-38). */
final class QueueRequests {

    private final QueueOperations queue;

    QueueRequests(QueueOperations queue) {
        this.queue = queue;
    }

    SiteAnswer list(SiteRequest.ListQueue request) {
        QueueOperations.Page page = queue.list(request.selection(), request.after(), request.limit());
        return new SiteAnswer.QueueList(page.entries(), page.more());
    }

    /** {@code done} gets the answer once it is durable. */
    void change(SiteRequest.ChangeQueue request, Consumer<Answer> done) {
        queue.change(request.selection(), request.action(), messages -> {
            if (messages == 0 && request.selection() instanceof QueueSelection.Message one) {
                done.accept(new SiteAnswer.Refused("there is no message " + one.id() + " in the queue", false, ""));
            } else {
                done.accept(new SiteAnswer.QueueChanged(messages));
            }
        });
    }
}
