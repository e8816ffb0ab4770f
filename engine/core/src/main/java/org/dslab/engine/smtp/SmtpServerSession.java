package org.dslab.engine.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.seam.TlsSide;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.time.Timers;

/**
 * The server side of one SMTP connection (RFC 5321, with PIPELINING, SIZE, 8BITMIME, SMTPUTF8, STARTTLS, AUTH and
 * ENHANCEDSTATUSCODES): octets in, octets and questions to its {@link SmtpServerPolicy} out. Several RCPT may be undecided
 * at once; everything else waits for its turn as unread input, and reading stops while there is much of it.
 */
public final class SmtpServerSession {

    /** Unworked input over this stops reading; less keeps it on, so that a client that goes away is noticed (DS-11). */
    private static final int MAX_WAITING_INPUT = 4096;

    private static final int MAX_UNSENT = 64 * 1024;

    private final SmtpSettings settings;
    private final String hostname;
    private final Endpoint client;
    private final Connection connection;
    private final SmtpServerPolicy policy;
    private final ServerPatience patience;
    private final ReplyQueue replies = new ReplyQueue(this::decided);
    private final ServerSecurity security;
    private final ServerMailing mailing;

    private final CommandReader input = new CommandReader();
    private final ReplyBuffer output = new ReplyBuffer();
    private Phase phase = Phase.COMMANDS;
    private Hello hello = Hello.NONE;
    private boolean inputEnded;
    private boolean reading = true;
    private boolean pumping;
    private boolean ending;
    private boolean progressed;
    private boolean expired;
    private long unsent;
    private int errors;

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
        this.patience = new ServerPatience(settings, timers);
        this.security = new ServerSecurity(settings.security(), policy, replies);
        this.mailing = new ServerMailing(settings, hostname, policy, replies);
    }

    /** Greets the client. */
    public void open() {
        patience.begin(this::lastedTooLong);
        output.line(220, ' ', hostname + " ESMTP");
        progressed = true;
        pump();
    }

    /** The TLS session that STARTTLS announced is there: what was said before does not count (RFC 3207 4.2). */
    public void secured(TlsSession session) {
        if (phase == Phase.HANDSHAKE) {
            phase = Phase.COMMANDS;
            hello = Hello.NONE;
            security.secured(session);
            progressed = true;
            pump();
        }
    }

    public void receive(Octets octets) {
        if (phase != Phase.OVER) {
            input.add(octets);
            patience.arrived(octets.length());
            pump();
        }
    }

    /** So many octets have left for the network. */
    public void sent(long octets) {
        unsent -= octets;
        if (phase != Phase.OVER) {
            progressed = true;
            pump();
        }
    }

    /**
     * The client sends no more. What it sent in full is still worked off and a message being decided is still answered;
     * anything unfinished is abandoned.
     */
    public void endOfInput() {
        inputEnded = true;
        pump();
    }

    /** The connection is gone. */
    public void closed() {
        abandon();
        patience.end();
    }

    private void decided() {
        if (phase != Phase.OVER) {
            pump();
        }
    }

    /** The server stops: takes no further command, and says 421 once what was begun is answered. */
    public void end() {
        ending = true;
        pump();
    }

    /** Nothing will be taken from the client any more. */
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    /** Works off what can be worked off now. Decisions made meanwhile come back here and find it running. */
    private void pump() {
        if (pumping || phase == Phase.OVER) {
            return;
        }
        pumping = true;
        boolean more = true;
        while (more && phase != Phase.OVER) {
            release();
            more = unsent + output.length() < MAX_UNSENT && step();
            progressed |= more;
        }
        if (ending && (phase == Phase.COMMANDS || phase == Phase.AUTH) && replies.isEmpty()) {
            output.reply(Replies.STOPPING);
            finish();
        } else if (phase != Phase.OVER && phase != Phase.MESSAGE && (inputEnded || expired)) {
            if (expired) {
                output.reply(Replies.TOO_LONG);
            }
            finish();
        }
        if (phase != Phase.OVER) {
            rest();
        }
        progressed = false;
        pumping = false;
    }

    private void rest() {
        flush();
        input.compact();
        connection.keeps(input.length() + policy.octetsKept());
        if (phase == Phase.BODY) {
            patience.inBody(this::tooSlow);
        } else {
            patience.outOfBody();
        }
        if (phase != Phase.HANDSHAKE) {
            readOnlyIfNeeded();
            if (progressed) {
                patience.progress(this::idle);
            }
        }
    }

    /** Takes one command or run of the message; false if there is none or it has to wait. */
    private boolean step() {
        if (phase == Phase.BODY) {
            return !input.isEmpty() && readBody();
        }
        boolean listens = phase == Phase.COMMANDS || phase == Phase.AUTH;
        if (!listens || replies.isFull() || ending) {
            return false;
        }
        return switch (input.next()) {
            case NOTHING -> false;
            case SPOILED -> refuseLine(Replies.LONE_CR_OR_LF);
            case TOO_LONG -> refuseLine(Replies.LINE_TOO_LONG);
            case LINE -> takeLine();
        };
    }

    private boolean refuseLine(SmtpReply reply) {
        phase = Phase.COMMANDS;
        replies.say(reply);
        return true;
    }

    private boolean takeLine() {
        String line = input.line().utf8();
        if (phase == Phase.AUTH) {
            input.takeLine();
            phase = security.answer(line) ? Phase.AUTH : Phase.COMMANDS;
            return true;
        }
        Command command = Command.parse(line);
        boolean mayOvertake = command.verb().equals("RCPT") && replies.letsRecipientOvertake();
        if (!replies.isEmpty() && !mayOvertake) {
            return false;
        }
        input.takeLine();
        if (patience.allowsCommand()) {
            execute(command);
        } else {
            replies.say(Replies.TOO_MANY_COMMANDS);
        }
        return true;
    }

    private void execute(Command command) {
        String argument = command.argument();
        if (command.hasForbiddenArgument()) {
            replies.say(Replies.NO_ARGUMENT_ALLOWED);
            return;
        }
        switch (command.verb()) {
            case "EHLO", "HELO" -> hello(command);
            case "STARTTLS" -> startTls();
            case "AUTH" -> phase = security.begin(argument, hello, mailing.isOpen()) ? Phase.AUTH : Phase.COMMANDS;
            case "MAIL" -> mailing.mail(argument, hello);
            case "RCPT" -> mailing.recipient(argument, hello);
            case "DATA" -> phase = mailing.data(hello) ? Phase.BODY : Phase.COMMANDS;
            case "RSET" -> {
                mailing.end();
                replies.say(Replies.OK);
            }
            case "QUIT" -> {
                output.reply(Replies.BYE);
                finish();
            }
            case "NOOP" -> replies.say(Replies.OK);
            case "HELP" -> replies.say(Replies.HELP);
            case "VRFY" ->
                mailing.refuse("VRFY", argument, argument.isEmpty() ? Replies.ARGUMENT_NEEDED : Replies.CANNOT_VERIFY);
            case "EXPN", "TURN" -> replies.say(Replies.NOT_IMPLEMENTED);
            default -> replies.say(Replies.UNKNOWN_COMMAND);
        }
    }

    private void hello(Command command) {
        if (!command.argumentIsHostName()) {
            replies.say(Replies.NAME_NEEDED);
            return;
        }
        mailing.end();
        hello = new Hello(command.argument(), command.verb().equals("EHLO"));
        String greeting = hostname + " Hello " + hello.name() + " [" + client.address() + "]";
        if (hello.extended()) {
            output.ehlo(greeting, keywords());
        } else {
            output.line(250, ' ', greeting);
        }
    }

    /** What a session here can do at present. */
    private List<String> keywords() {
        List<String> keywords =
                new ArrayList<>(List.of("PIPELINING", "SIZE " + settings.maxMessageSize(), "8BITMIME", "SMTPUTF8"));
        if (security.announcesTls()) {
            keywords.add("STARTTLS");
        }
        if (security.announcesAuth()) {
            keywords.add("AUTH " + AuthDialogue.MECHANISMS);
        }
        keywords.add("ENHANCEDSTATUSCODES");
        return keywords;
    }

    private void startTls() {
        if (security.mayStart(hello, input)) {
            mailing.end();
            output.reply(Replies.TLS_READY);
            flush();
            readOnlyIfNeeded();
            phase = Phase.HANDSHAKE;
            patience.handshake(this::idle);
            connection.secure(new TlsSide.Server());
        }
    }

    private boolean readBody() {
        switch (mailing.read(input, () -> phase = Phase.COMMANDS)) {
            case GOES_ON -> {
                // More has to arrive.
            }
            case REFUSED -> phase = Phase.COMMANDS;
            case COMPLETE -> phase = Phase.MESSAGE;
        }
        return true;
    }

    /** Writes the replies whose turn has come. */
    private void release() {
        Optional<SmtpReply> next = replies.next();
        while (next.isPresent()) {
            progressed = true;
            write(next.get());
            next = phase == Phase.OVER ? Optional.empty() : replies.next();
        }
    }

    private void write(SmtpReply reply) {
        output.reply(reply);
        if (reply.code() == 421) {
            finish();
        } else if (reply.isPermanent() && (++errors >= settings.maxErrors() || security.hasFailedTooOften())) {
            output.reply(Replies.TOO_MANY_ERRORS);
            finish();
        }
    }

    private void idle() {
        if (phase == Phase.HANDSHAKE) {
            abort();
        } else if (replies.isEmpty()) {
            output.reply(Replies.IDLE);
            finish();
        } else {
            patience.progress(this::idle);
        }
    }

    private void tooSlow() {
        output.reply(Replies.TOO_SLOW);
        finish();
    }

    /** A message that is being decided is answered first: it may be durable already (DS-37). */
    private void lastedTooLong() {
        expired = true;
        if (phase == Phase.HANDSHAKE) {
            abort();
        } else if (phase != Phase.OVER) {
            pump();
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
        patience.end();
    }

    private void abort() {
        abandon();
        connection.abort();
        patience.end();
    }

    private void abandon() {
        phase = Phase.OVER;
        mailing.abandon();
        replies.clear();
        input.clear();
        connection.keeps(0);
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
