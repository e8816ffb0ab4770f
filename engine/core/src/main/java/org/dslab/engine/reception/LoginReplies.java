package org.dslab.engine.reception;

import org.dslab.engine.smtp.SmtpReply;

/** What a client is told that has said who it is (RFC 4954 6). */
final class LoginReplies {

    static final SmtpReply WELCOME = new SmtpReply(235, "2.7.0", "welcome");
    static final SmtpReply WRONG = new SmtpReply(535, "5.7.8", "name or password is wrong");
    static final SmtpReply TOO_MANY = new SmtpReply(421, "4.7.0", "too many wrong passwords, try again later");
    static final SmtpReply BUSY = new SmtpReply(454, "4.7.0", "passwords cannot be checked now, try again later");

    private LoginReplies() {}
}
