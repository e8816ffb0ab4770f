package org.dslab.engine.smtp;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.EnvelopeParser.Parsed;
import org.dslab.engine.time.Timers;

/**
 * The server side of one SMTP connection (RFC 5321, with PIPELINING, SIZE, 8BITMIME, SMTPUTF8 and ENHANCEDSTATUSCODES):
 * octets in, octets and questions to its {@link SmtpServerPolicy} out. Several RCPT may be undecided at once; everything
 * else waits for its turn as unread input, and reading stops while there is much of it.
 */
public final class SmtpServerSession {

    /** Unworked input over this stops reading; less keeps it on, so that a client that goes away is noticed (DS-11). */
    private static final int MAX_WAITING_INPUT = 4096;

    private static final int MAX_AWAITED = 100;
    private static final int MAX_UNSENT = 64 * 1024;

    private enum Phase {
        COMMANDS,
        BODY,
        /** The final dot came, the site decides. */
        MESSAGE,
        OVER
    }

    private final SmtpSettings settings;
    private final String hostname;
    private final Endpoint client;
    private final Connection connection;
    private final SmtpServerPolicy policy;
    private final EnvelopeParser parser;
    private final Deadline deadline;

    private final CommandReader input = new CommandReader();
    private final ArrayDeque<AwaitedReply> awaited = new ArrayDeque<>();
    private final ReplyBuffer output = new ReplyBuffer();
    private Phase phase = Phase.COMMANDS;
    private Optional<BodyReader> body = Optional.empty();
    private String helo = "";
    private boolean extended;
    private boolean inputEnded;
    private boolean reading = true;
    private boolean pumping;
    private long unsent;
    private int errors;

    private Optional<ServerTransaction> transaction = Optional.empty();
    /** Replies to RCPT among the awaited ones. */
    private int recipientsAwaited;

    /**
     * A session for a connection that was just accepted.
     *
     * @param hostname what the server calls itself, and the domain of a bare {@code postmaster}
     */
    public SmtpServerSession(
            SmtpSettings settings,
            String hostname,
            Endpoint client,
            Connection connection,
            SmtpServerPolicy policy,
            Timers timers) {
        this.settings = settings;
        this.hostname = hostname;
        this.client = client;
        this.connection = connection;
        this.policy = policy;
        this.parser = new EnvelopeParser(hostname, settings.maxMessageSize());
        this.deadline = new Deadline(timers);
    }

    /** Greets the client. */
    public void open() {
        output.line(220, ' ', hostname + " ESMTP");
        pump();
    }

    public void receive(Octets octets) {
        if (phase != Phase.OVER) {
            input.add(octets);
            pump();
        }
    }

    /** So many octets have left for the network. */
    public void sent(long octets) {
        unsent -= octets;
        if (phase != Phase.OVER) {
            pump();
        }
    }

    /**
     * The client sends no more. What it sent in full is still worked off and a message being decided is still answered;
     * anything unfinished is abandoned.
     */
    public void endOfInput() {
        if (phase != Phase.OVER) {
            inputEnded = true;
            pump();
        }
    }

    /** The connection is gone. */
    public void closed() {
        abandon();
        deadline.clear();
    }

    /** Works off what can be worked off now. Decisions made meanwhile come back here and find it running. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        boolean more = true;
        while (more && phase != Phase.OVER) {
            release();
            more = unsent + output.length() < MAX_UNSENT && step();
        }
        if (phase != Phase.OVER && inputEnded && phase != Phase.MESSAGE) {
            finish();
        }
        if (phase != Phase.OVER) {
            flush();
            readOnlyIfNeeded();
            deadline.set(settings.idleLimit(), this::idle);
        }
        pumping = false;
    }

    /** Takes one command or run of the message; false if there is none or it has to wait. */
    private boolean step() {
        if (phase == Phase.BODY) {
            return !input.isEmpty() && readBody(body.orElseThrow());
        }
        if (phase != Phase.COMMANDS || awaited.size() >= MAX_AWAITED) {
            return false;
        }
        switch (input.next()) {
            case NOTHING -> {
                return false;
            }
            case SPOILED -> reply(Replies.LONE_CR_OR_LF);
            case TOO_LONG -> reply(Replies.LINE_TOO_LONG);
            case LINE -> {
                Command command = Command.parse(input.line().utf8());
                boolean mayOvertake = command.verb().equals("RCPT") && recipientsAwaited == awaited.size();
                if (!awaited.isEmpty() && !mayOvertake) {
                    return false;
                }
                input.takeLine();
                execute(command);
            }
        }
        return true;
    }

    private void execute(Command command) {
        String argument = command.argument();
        if (command.hasForbiddenArgument()) {
            reply(Replies.NO_ARGUMENT_ALLOWED);
            return;
        }
        switch (command.verb()) {
            case "EHLO", "HELO" -> hello(command);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data();
            case "RSET" -> {
                endTransaction();
                reply(Replies.OK);
            }
            case "QUIT" -> {
                output.reply(Replies.BYE);
                finish();
            }
            case "NOOP" -> reply(Replies.OK);
            case "HELP" -> reply(Replies.HELP);
            case "VRFY" ->
                refuse("VRFY", argument, argument.isEmpty() ? Replies.ARGUMENT_NEEDED : Replies.CANNOT_VERIFY);
            case "EXPN", "TURN" -> reply(Replies.NOT_IMPLEMENTED);
            default -> reply(Replies.UNKNOWN_COMMAND);
        }
    }

    private void hello(Command command) {
        if (!command.argumentIsHostName()) {
            reply(Replies.NAME_NEEDED);
            return;
        }
        endTransaction();
        helo = command.argument();
        extended = command.verb().equals("EHLO");
        String greeting = hostname + " Hello " + helo + " [" + client.address() + "]";
        if (extended) {
            output.ehlo(greeting, settings.maxMessageSize());
        } else {
            output.line(250, ' ', greeting);
        }
    }

    private void mail(String argument) {
        if (helo.isEmpty()) {
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
                AwaitedReply decision = await(reply -> {
                    if (!reply.isPositive()) {
                        endTransaction();
                    }
                });
                policy.sender(command, decision);
            }
        }
    }

    private void recipient(String argument) {
        if (transaction.isEmpty()) {
            refuseRecipient(argument, helo.isEmpty() ? Replies.EHLO_FIRST : Replies.MAIL_FIRST);
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
                    policy.recipient(address, awaitRecipient(reply -> current.decided(address, reply)));
                }
            }
        }
    }

    private void refuseRecipient(String argument, SmtpReply reply) {
        policy.refusedByProtocol("RCPT", argument, reply);
        awaitRecipient(ignored -> {}).reply(reply);
    }

    private AwaitedReply awaitRecipient(Consumer<SmtpReply> whenItsTurn) {
        recipientsAwaited++;
        return await(reply -> {
            recipientsAwaited--;
            whenItsTurn.accept(reply);
        });
    }

    private void data() {
        if (transaction.isEmpty()) {
            reply(helo.isEmpty() ? Replies.EHLO_FIRST : Replies.MAIL_FIRST);
        } else if (transaction.get().accepted().isEmpty()) {
            reply(transaction.get().hasSeenRecipient() ? Replies.NO_RECIPIENTS : Replies.RCPT_FIRST);
        } else {
            policy.bodyBegins(helo, extended, transaction.get().accepted());
            body = Optional.of(new BodyReader(settings.maxMessageSize(), policy::body, policy::bodyAbandoned));
            phase = Phase.BODY;
            reply(Replies.GO_AHEAD);
        }
    }

    private boolean readBody(BodyReader reader) {
        input.consume(reader.read(input.rest()));
        if (reader.ended()) {
            body = Optional.empty();
            if (reader.refusal().isPresent()) {
                phase = Phase.COMMANDS;
                endTransaction();
                reply(reader.refusal().get());
            } else {
                phase = Phase.MESSAGE;
                policy.bodyEnds(await(reply -> {
                    phase = Phase.COMMANDS;
                    endTransaction();
                }));
            }
        }
        return true;
    }

    private AwaitedReply await(Consumer<SmtpReply> whenItsTurn) {
        AwaitedReply reply = new AwaitedReply(whenItsTurn, () -> {
            if (phase != Phase.OVER) {
                pump();
            }
        });
        awaited.add(reply);
        return reply;
    }

    private void refuse(String verb, String argument, SmtpReply reply) {
        policy.refusedByProtocol(verb, argument, reply);
        reply(reply);
    }

    private void reply(SmtpReply reply) {
        if (awaited.isEmpty()) {
            write(reply);
        } else {
            await(ignored -> {}).reply(reply);
        }
    }

    /** Writes the replies whose turn has come. */
    private void release() {
        while (!awaited.isEmpty() && awaited.peek().reply().isPresent()) {
            AwaitedReply next = awaited.remove();
            SmtpReply reply = next.reply().get();
            next.takeTurn(reply);
            write(reply);
            if (phase == Phase.OVER) {
                return;
            }
        }
    }

    private void write(SmtpReply reply) {
        output.reply(reply);
        if (reply.code() == 421) {
            finish();
        } else if (reply.isPermanent() && ++errors >= settings.maxErrors()) {
            output.reply(Replies.TOO_MANY_ERRORS);
            finish();
        }
    }

    private void idle() {
        if (awaited.isEmpty()) {
            output.reply(Replies.IDLE);
            finish();
        } else {
            deadline.set(settings.idleLimit(), this::idle);
        }
    }

    /** Sends what is left to say and ends the connection. */
    private void finish() {
        flush();
        abandon();
        if (!reading) {
            connection.reading(true);
        }
        connection.finish();
        deadline.clear();
    }

    private void abandon() {
        if (phase == Phase.BODY && body.stream().noneMatch(BodyReader::spoiled)) {
            policy.bodyAbandoned();
        }
        phase = Phase.OVER;
        awaited.clear();
        input.clear();
        endTransaction();
    }

    private void endTransaction() {
        if (transaction.isPresent()) {
            transaction = Optional.empty();
            policy.transactionEnds();
        }
    }

    private void flush() {
        if (!output.isEmpty()) {
            Octets octets = output.take();
            unsent += octets.length();
            connection.send(octets);
        }
    }

    private void readOnlyIfNeeded() {
        boolean wanted = input.length() <= MAX_WAITING_INPUT;
        if (wanted != reading) {
            reading = wanted;
            connection.reading(wanted);
        }
    }
}
