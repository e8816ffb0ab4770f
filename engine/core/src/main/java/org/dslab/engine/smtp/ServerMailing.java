package org.dslab.engine.smtp;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.EnvelopeParser.Parsed;

/** The mail transactions of one server session, one at a time: envelope, then message (RFC 5321 3.3). */
final class ServerMailing {

    /** What became of octets of a message. */
    enum Progress {
        GOES_ON,
        /** It ended and was refused. */
        REFUSED,
        /** It ended, and the site decides. */
        COMPLETE
    }

    private final SmtpSettings settings;
    private final SmtpServerPolicy policy;
    private final ReplyQueue replies;
    private final EnvelopeParser parser;
    private Optional<ServerTransaction> transaction = Optional.empty();
    private Optional<BodyReader> body = Optional.empty();

    ServerMailing(SmtpSettings settings, String hostname, SmtpServerPolicy policy, ReplyQueue replies) {
        this.settings = settings;
        this.policy = policy;
        this.replies = replies;
        this.parser = new EnvelopeParser(hostname, settings);
    }

    boolean isOpen() {
        return transaction.isPresent();
    }

    void mail(String argument, Hello hello) {
        if (hello.isMissing()) {
            refuse("MAIL", argument, Replies.EHLO_FIRST);
            return;
        }
        if (transaction.isPresent()) {
            refuse("MAIL", argument, Replies.NESTED_MAIL);
            return;
        }
        switch (parser.mail(argument)) {
            case Parsed.Refused<MailCommand>(SmtpReply reply) -> refuse("MAIL", argument, reply);
            case Parsed.Understood<MailCommand>(MailCommand command) -> {
                transaction = Optional.of(new ServerTransaction(command.utf8()));
                AwaitedReply decision = replies.await(reply -> {
                    if (!reply.isPositive()) {
                        end();
                    }
                });
                policy.sender(command, decision);
            }
        }
    }

    void recipient(String argument, Hello hello) {
        if (transaction.isEmpty()) {
            refuseRecipient(argument, hello.isMissing() ? Replies.EHLO_FIRST : Replies.MAIL_FIRST);
            return;
        }
        ServerTransaction current = transaction.get();
        current.recipientSeen();
        switch (parser.recipient(argument, current.utf8())) {
            case Parsed.Refused<EmailAddress>(SmtpReply reply) -> refuseRecipient(argument, reply);
            case Parsed.Understood<EmailAddress>(EmailAddress address) -> {
                if (current.size() >= settings.maxRecipients()) {
                    refuseRecipient(argument, Replies.TOO_MANY_RECIPIENTS);
                } else {
                    current.asked();
                    policy.recipient(address, replies.awaitRecipient(reply -> current.decided(address, reply)));
                }
            }
        }
    }

    private void refuseRecipient(String argument, SmtpReply reply) {
        policy.refusedByProtocol("RCPT", argument, reply);
        replies.awaitRecipient(ignored -> {}).reply(reply);
    }

    /** A refusal that the site is told of, for the record. */
    void refuse(String verb, String argument, SmtpReply reply) {
        policy.refusedByProtocol(verb, argument, reply);
        replies.say(reply);
    }

    /** DATA; returns whether the message follows. */
    boolean data(Hello hello) {
        if (transaction.isEmpty()) {
            replies.say(hello.isMissing() ? Replies.EHLO_FIRST : Replies.MAIL_FIRST);
            return false;
        }
        if (transaction.get().accepted().isEmpty()) {
            replies.say(transaction.get().hasSeenRecipient() ? Replies.NO_RECIPIENTS : Replies.RCPT_FIRST);
            return false;
        }
        policy.bodyBegins(hello.name(), hello.extended(), transaction.get().accepted());
        body = Optional.of(new BodyReader(settings.maxMessageSize(), policy::body, policy::bodyAbandoned));
        replies.say(Replies.GO_AHEAD);
        return true;
    }

    /** Takes what has arrived of the message; {@code done} runs when a complete one has been answered. */
    Progress read(CommandReader input, Runnable done) {
        BodyReader reader = body.orElseThrow();
        input.consume(reader.read(input.rest()));
        if (!reader.ended()) {
            return Progress.GOES_ON;
        }
        body = Optional.empty();
        if (reader.refusal().isPresent()) {
            end();
            replies.say(reader.refusal().get());
            return Progress.REFUSED;
        }
        policy.bodyEnds(replies.await(reply -> {
            end();
            done.run();
        }));
        return Progress.COMPLETE;
    }

    /** Ends the transaction, if there is one. */
    void end() {
        if (transaction.isPresent()) {
            transaction = Optional.empty();
            policy.transactionEnds();
        }
    }

    /** The session is over. */
    void abandon() {
        if (body.filter(reader -> !reader.spoiled()).isPresent()) {
            policy.bodyAbandoned();
        }
        body = Optional.empty();
        end();
    }
}
