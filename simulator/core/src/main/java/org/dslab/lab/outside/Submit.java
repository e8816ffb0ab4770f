package org.dslab.lab.outside;

import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Request;
import org.dslab.lab.world.Mail;

/** Asks the outside to submit a mail now; answered at once. */
public record Submit(Mail mail) implements Request {

    /** The mail is on its way. */
    public record Begun() implements Answer {}
}
