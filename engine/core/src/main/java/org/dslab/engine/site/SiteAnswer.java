package org.dslab.engine.site;

import org.dslab.engine.seam.Answer;

/** A site's answer to a {@link SiteRequest}. */
public sealed interface SiteAnswer extends Answer {

    /** It is done, durably. */
    record Done() implements SiteAnswer {}

    /**
     * It was not done.
     *
     * @param again whether trying later can help (DS-41)
     * @param host the sharing host that has the address or cannot be asked, or empty
     */
    record Refused(String reason, boolean again, String host) implements SiteAnswer {}

    /** How many messages wait for delivery. */
    record Queue(int messages) implements SiteAnswer {}
}
