package org.dslab.engine.lists;

import java.util.List;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;

/** What becomes of a message whose recipients may be lists, before it is made durable. */
public sealed interface Intake {

    /** It claims to be another site's copy of a post and is none, and its sender may not post (DS-82). */
    record NoCopy() implements Intake {}

    /** The same post is being made durable at this moment; the caller is called back when that has ended. */
    record Wait() implements Intake {}

    /**
     * All of it in one commit.
     *
     * @param changes empty if every recipient was a list that has distributed the post already
     * @param messages those that the commit puts into the queue; all name the body of the message that came
     * @param events to be recorded when the commit is done
     * @param ended to be told whether the commit was done
     */
    record Take(List<Change> changes, List<StoredMessage> messages, List<SiteEvent> events, Ended ended)
            implements Intake {
        public Take {
            changes = List.copyOf(changes);
            messages = List.copyOf(messages);
            events = List.copyOf(events);
        }
    }

    /** How a commit ended. */
    interface Ended {

        void stored();

        void notStored();
    }
}
