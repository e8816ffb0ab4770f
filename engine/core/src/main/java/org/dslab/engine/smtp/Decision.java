package org.dslab.engine.smtp;

/** A question that a session asked; answered exactly once, at once or later. After the session is closed, answering is harmless. */
@FunctionalInterface
public interface Decision {
    void reply(SmtpReply reply);
}
