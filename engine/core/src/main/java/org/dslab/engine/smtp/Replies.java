package org.dslab.engine.smtp;

/** The replies that a server session gives by itself; codes by RFC 5321 4.2.2, RFC 3463 and RFC 5248. */
final class Replies {

    static final SmtpReply OK = new SmtpReply(250, "2.0.0", "OK");
    static final SmtpReply BYE = new SmtpReply(221, "2.0.0", "Bye");
    static final SmtpReply HELP = new SmtpReply(214, "2.0.0", "RFC 5321 says it all");
    static final SmtpReply CANNOT_VERIFY =
            new SmtpReply(252, "2.0.0", "Cannot verify, but will take a message and try to deliver it");
    static final SmtpReply GO_AHEAD = new SmtpReply(354, "", "Go ahead, end with a dot on a line by itself");

    static final SmtpReply TLS_READY = new SmtpReply(220, "2.0.0", "Ready to start TLS");

    static final SmtpReply IDLE = new SmtpReply(421, "4.4.2", "Nothing came for too long, closing");
    static final SmtpReply TOO_SLOW = new SmtpReply(421, "4.4.2", "The message comes in too slowly, closing");
    static final SmtpReply STOPPING = new SmtpReply(421, "4.3.2", "Shutting down, try again later");
    static final SmtpReply TOO_MANY_ERRORS = new SmtpReply(421, "4.7.0", "Too many errors, closing");
    static final SmtpReply TOO_LONG = new SmtpReply(421, "4.4.2", "The session lasts too long, closing");
    static final SmtpReply TOO_MANY_COMMANDS = new SmtpReply(421, "4.7.0", "Too many commands, closing");
    /** RFC 3207 5: what was sent in the clear could pass for something said in private. */
    static final SmtpReply NOT_AFTER_STARTTLS = new SmtpReply(421, "4.7.0", "Nothing may follow STARTTLS, closing");

    static final SmtpReply TOO_MANY_RECIPIENTS = new SmtpReply(452, "4.5.3", "Too many recipients");

    static final SmtpReply AUTH_CANCELLED = new SmtpReply(501, "5.7.0", "Authentication cancelled");
    static final SmtpReply BAD_AUTH_RESPONSE = new SmtpReply(501, "5.5.2", "Not the base64 that the mechanism wants");
    static final SmtpReply UNKNOWN_MECHANISM =
            new SmtpReply(504, "5.5.4", "Unknown mechanism; known here: " + AuthDialogue.MECHANISMS);
    static final SmtpReply AUTH_FAILED = new SmtpReply(535, "5.7.8", "Name or password is wrong");
    static final SmtpReply TLS_FIRST = new SmtpReply(538, "5.7.11", "Encryption is needed: STARTTLS first");

    static final SmtpReply UNKNOWN_COMMAND = new SmtpReply(500, "5.5.1", "Unknown command");
    static final SmtpReply NOT_IMPLEMENTED = new SmtpReply(502, "5.5.1", "Not implemented");
    static final SmtpReply LONE_CR_OR_LF =
            new SmtpReply(500, "5.5.2", "A command ends with CRLF and has no other CR or LF");
    static final SmtpReply LINE_TOO_LONG = new SmtpReply(500, "5.5.2", "Line too long");
    static final SmtpReply NO_ARGUMENT_ALLOWED = new SmtpReply(501, "5.5.4", "No argument allowed");
    static final SmtpReply NAME_NEEDED = new SmtpReply(501, "5.5.4", "A domain or address literal is needed");
    static final SmtpReply ARGUMENT_NEEDED = new SmtpReply(501, "5.5.4", "An argument is needed");
    static final SmtpReply MAIL_SYNTAX = new SmtpReply(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
    static final SmtpReply RCPT_SYNTAX = new SmtpReply(501, "5.5.4", "Syntax: RCPT TO:<address>");
    static final SmtpReply BAD_PARAMETER = new SmtpReply(501, "5.5.4", "Bad parameter");
    static final SmtpReply BAD_SENDER = new SmtpReply(501, "5.1.7", "Bad sender address syntax");
    static final SmtpReply BAD_RECIPIENT = new SmtpReply(501, "5.1.3", "Bad recipient address syntax");
    static final SmtpReply BAD_SENDER_DOMAIN =
            new SmtpReply(501, "5.1.7", "The sender's domain is no international domain name (IDNA2008)");
    static final SmtpReply BAD_RECIPIENT_DOMAIN =
            new SmtpReply(501, "5.1.3", "The recipient's domain is no international domain name (IDNA2008)");
    static final SmtpReply EHLO_FIRST = new SmtpReply(503, "5.5.1", "Say EHLO first");
    static final SmtpReply MAIL_FIRST = new SmtpReply(503, "5.5.1", "Say MAIL first");
    static final SmtpReply RCPT_FIRST = new SmtpReply(503, "5.5.1", "Say RCPT first");
    static final SmtpReply NESTED_MAIL = new SmtpReply(503, "5.5.1", "A transaction is open already");
    static final SmtpReply SECURED_ALREADY = new SmtpReply(503, "5.5.1", "TLS is on already");
    static final SmtpReply AUTH_NOT_NOW =
            new SmtpReply(503, "5.5.1", "AUTH comes once, after EHLO and outside of a transaction");
    static final SmtpReply NO_RECIPIENTS = new SmtpReply(554, "5.5.1", "No recipient was accepted");
    static final SmtpReply UNKNOWN_PARAMETER = new SmtpReply(555, "5.5.4", "Unknown parameter");
    /** RFC 6531 3.5. */
    static final SmtpReply UTF8_NOT_DECLARED =
            new SmtpReply(553, "5.6.7", "Such an address needs the SMTPUTF8 parameter of MAIL");

    static final SmtpReply MESSAGE_TOO_LARGE = new SmtpReply(552, "5.3.4", "Message too large");
    /** RFC 5321 2.3.8 forbids them; a message with them can be read as two. */
    static final SmtpReply LONE_CR_OR_LF_IN_MESSAGE =
            new SmtpReply(550, "5.6.0", "The message has a CR or LF that is not part of a CRLF");

    static final SmtpReply TEXT_LINE_TOO_LONG = new SmtpReply(550, "5.6.0", "The message has a line that is too long");

    private Replies() {}
}
