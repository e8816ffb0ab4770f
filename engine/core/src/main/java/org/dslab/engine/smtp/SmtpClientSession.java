package org.dslab.engine.smtp;

import java.time.Duration;
import java.util.Optional;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.smtp.ClientTransaction.Step;
import org.dslab.engine.time.Timers;

/**
 * The client side of one SMTP connection (RFC 5321): octets in, octets and outcomes out. It uses PIPELINING, SIZE,
 * 8BITMIME and SMTPUTF8 where the server offers them, and STARTTLS as it is told. Bodies are asked for in pieces, the next when the network has
 * taken most of the last. Create it when the connection is asked for: it watches over that too.
 */
public final class SmtpClientSession {

    private static final int LOW_WATER = 64 * 1024;
    private static final int MAX_AWAITED = 100;

    private enum State {
        CONNECTING,
        INTRODUCTION,
        READY,
        ENVELOPE,
        BODY,
        FINAL_DOT,
        QUITTING,
        OVER
    }

    private final SmtpTimeLimits limits;
    private final ClientTls tls;
    private final Connection connection;
    private final SmtpClientListener listener;
    private final Deadline deadline;
    private final ClientIntroduction introduction;

    private final ReplyReader replies = new ReplyReader();
    private State state = State.CONNECTING;
    private Optional<ClientTransaction> transaction = Optional.empty();
    private BodyTransfer transfer = new BodyTransfer(0);
    private boolean resetDue;
    private boolean readyDue;
    private boolean telling;
    private long unsent;
    private boolean asking;

    /** The same without TLS. */
    public SmtpClientSession(
            SmtpTimeLimits limits, String hostname, Connection connection, Timers timers, SmtpClientListener listener) {
        this(limits, hostname, ClientTls.OFF, connection, timers, listener);
    }

    /**
     * A session for a connection that is being opened.
     *
     * @param hostname for EHLO
     */
    public SmtpClientSession(
            SmtpTimeLimits limits,
            String hostname,
            ClientTls tls,
            Connection connection,
            Timers timers,
            SmtpClientListener listener) {
        this.limits = limits;
        this.tls = tls;
        this.connection = connection;
        this.listener = listener;
        this.deadline = new Deadline(timers);
        this.introduction = new ClientIntroduction(limits, hostname, tls);
        allow(limits.connect());
    }

    /** The connection is established. */
    public void opened() {
        if (state == State.CONNECTING) {
            state = State.INTRODUCTION;
            allow(limits.greeting());
        }
    }

    /** The TLS handshake is done. */
    public void secured() {
        if (state != State.OVER && introduction.isShakingHands()) {
            introduce(introduction.secured());
        }
    }

    public void receive(Octets octets) {
        if (state == State.OVER) {
            return;
        }
        replies.add(octets);
        while (state != State.OVER) {
            switch (replies.next()) {
                case ReplyReader.Next.Nothing ignored -> {
                    return;
                }
                case ReplyReader.Next.Complete(ServerReply reply) -> handle(reply);
                case ReplyReader.Next.Malformed(String why) -> breakOff("malformed reply: " + why);
            }
        }
    }

    /** So many octets have left for the network. */
    public void sent(long octets) {
        unsent -= octets;
        if (state == State.BODY) {
            allow(limits.dataBlock());
            askForBody();
        } else if (state == State.FINAL_DOT) {
            allow(unsent > 0 ? limits.dataBlock() : limits.finalDot());
        }
    }

    /** The server sends no more. */
    public void endOfInput() {
        if (state != State.OVER) {
            lose(state == State.QUITTING ? "quit" : "the server closed the connection", orderly());
        }
    }

    /** The connection is gone, or could not be opened. */
    public void closed(CloseCause cause) {
        if (state != State.OVER) {
            lose(ConnectionLoss.text(cause), () -> {});
        }
    }

    /** Begins a transaction; allowed after {@link SmtpClientListener#ready}, once for each. */
    public void transact(OutgoingMessage message) {
        if (state != State.READY) {
            throw new IllegalStateException("not ready for a transaction: " + state);
        }
        readyDue = false;
        state = State.ENVELOPE;
        transaction = Optional.of(new ClientTransaction(message, introduction.peer(), resetDue));
        continueEnvelope(transaction.get());
    }

    /** The piece that {@link SmtpClientListener#bodyWanted} asked for; harmless after the session's end. */
    public void body(Octets piece, boolean last) {
        if (state == State.OVER) {
            return;
        }
        if (state != State.BODY || !transfer.isAsked()) {
            throw new IllegalStateException("no piece of a body was asked for");
        }
        if (!transfer.fits(piece, last)) {
            breakOff("the body is not as long as it should be");
            return;
        }
        Octets stuffed = transfer.take(piece);
        if (last) {
            endBody(stuffed);
        } else {
            send(stuffed);
            askForBody();
        }
    }

    /** No more transactions: ends the session, with QUIT if the server is listening. */
    public void quit() {
        switch (state) {
            case READY -> {
                readyDue = false;
                state = State.QUITTING;
                send(Octets.latin1("QUIT\r\n"));
                allow(limits.quit());
            }
            case CONNECTING, INTRODUCTION -> lose("quit", connection::abort);
            case ENVELOPE, BODY, FINAL_DOT -> throw new IllegalStateException("a transaction is open");
            case QUITTING, OVER -> {}
        }
    }

    /** Breaks the connection off; an open transaction ends with the cause. */
    public void abort(String cause) {
        if (state != State.OVER) {
            breakOff(cause);
        }
    }

    private void handle(ServerReply received) {
        SmtpReply reply = received.onOneLine();
        if (reply.code() == 421 && state != State.QUITTING) {
            serverCloses(reply);
            return;
        }
        switch (state) {
            case INTRODUCTION -> introduce(introduction.reply(received));
            case ENVELOPE -> envelopeReply(transaction.orElseThrow(), reply);
            case BODY -> earlyReply(transaction.orElseThrow(), reply);
            case FINAL_DOT -> {
                if (!reply.isPositive() && unsent > 0) {
                    earlyReply(transaction.orElseThrow(), reply);
                } else if (reply.isPositive() && reply.code() >= 300) {
                    breakOff("senseless reply to the message: " + reply.line());
                } else {
                    transaction.orElseThrow().messageReply(reply);
                    resetDue = false;
                    completeTransaction();
                }
            }
            case QUITTING -> lose("quit", connection::finish);
            case CONNECTING, READY -> breakOff("unexpected reply: " + reply.line());
            case OVER -> {}
        }
    }

    private void introduce(ClientIntroduction.Next next) {
        switch (next) {
            case ClientIntroduction.Next.Say say -> {
                send(Octets.latin1(say.command() + "\r\n"));
                allow(say.limit());
            }
            // RFC 3207 5: it could pass for something said in private.
            case ClientIntroduction.Next.Secure secure
            when replies.hasMore() -> breakOff("something followed the reply to STARTTLS");
            case ClientIntroduction.Next.Secure secure -> {
                connection.secure(tls.side());
                allow(secure.limit());
            }
            case ClientIntroduction.Next.Ready ready -> becomeReady();
            case ClientIntroduction.Next.Refused refused -> lose(refused.cause(), connection::finish);
            case ClientIntroduction.Next.NotPrivate none -> {
                listener.tlsFailed(none.status());
                lose(none.cause(), connection::finish);
            }
        }
    }

    private void envelopeReply(ClientTransaction current, SmtpReply reply) {
        Optional<Step> step = current.awaited();
        if (step.isEmpty() || !current.reply(reply)) {
            breakOff("senseless reply: " + reply.line());
            return;
        }
        resetDue = current.leavesOpen();
        if (step.get() instanceof Step.Data && reply.isPositive()) {
            beginBody(current);
        } else {
            continueEnvelope(current);
        }
    }

    private void continueEnvelope(ClientTransaction current) {
        if (current.atRest()) {
            if (!current.hasAccepted()) {
                completeTransaction();
                return;
            }
            current.dueData();
        }
        Octets commands = current.nextCommands(introduction.peer().pipelining() ? MAX_AWAITED : 1);
        if (!commands.isEmpty()) {
            send(commands);
        }
        allow(
                switch (current.awaited().orElseThrow()) {
                    case Step.Reset ignored -> limits.mail();
                    case Step.Mail ignored -> limits.mail();
                    case Step.Rcpt ignored -> limits.rcpt();
                    case Step.Data ignored -> limits.data();
                });
    }

    private void beginBody(ClientTransaction current) {
        state = State.BODY;
        transfer = new BodyTransfer(current.message().bodySize());
        allow(limits.dataBlock());
        if (!current.message().head().isEmpty()) {
            send(transfer.head(current.message().head()));
        }
        if (transfer.isEmpty()) {
            endBody(Octets.EMPTY);
        } else {
            askForBody();
        }
    }

    /** Asks for pieces while the network takes them; a listener may answer at once, in a loop and not in depth. */
    private void askForBody() {
        if (asking) {
            return;
        }
        asking = true;
        while (state == State.BODY && !transfer.isAsked() && unsent <= LOW_WATER) {
            int length = transfer.ask();
            listener.bodyWanted(transfer.offset(), length);
        }
        asking = false;
    }

    private void endBody(Octets lastPiece) {
        state = State.FINAL_DOT;
        send(lastPiece.concat(transfer.end()));
        allow(limits.dataBlock());
    }

    /** A refusal before the final dot left: the server can hardly mean anything but this message, and may not listen on. */
    private void earlyReply(ClientTransaction current, SmtpReply reply) {
        if (reply.isPositive()) {
            breakOff("reply before the end of the message: " + reply.line());
        } else {
            current.refuseOthers(SmtpStage.MESSAGE, reply);
            lose("refused within the message: " + reply.line(), connection::abort);
        }
    }

    /** RFC 5321 3.8: 421 may come at any time. */
    private void serverCloses(SmtpReply reply) {
        transaction.ifPresent(
                current -> current.refuseOthers(state == State.ENVELOPE ? current.stage() : SmtpStage.MESSAGE, reply));
        lose("the server closes: " + reply.line(), orderly());
    }

    private void completeTransaction() {
        ClientTransaction done = transaction.orElseThrow();
        transaction = Optional.empty();
        rest();
        listener.finished(done.outcomes());
        tellReady();
    }

    private void becomeReady() {
        rest();
        tellReady();
    }

    private void rest() {
        state = State.READY;
        deadline.clear();
        readyDue = true;
    }

    /** A listener may begin a transaction at once that ends at once: in a loop and not in depth. */
    private void tellReady() {
        if (telling) {
            return;
        }
        telling = true;
        while (readyDue) {
            readyDue = false;
            listener.ready();
        }
        telling = false;
    }

    /** Never flush the rest of a message whose recipients are reported as not attempted. */
    private Runnable orderly() {
        boolean withinMessage = state == State.BODY || state == State.FINAL_DOT;
        return withinMessage && unsent > 0 ? connection::abort : connection::finish;
    }

    private void breakOff(String cause) {
        lose(cause, connection::abort);
    }

    /** The session is over, whoever ended it. */
    private void lose(String cause, Runnable farewell) {
        if (introduction.isShakingHands()) {
            listener.tlsFailed(introduction.failure());
        }
        boolean handedOver = state == State.FINAL_DOT && unsent <= 0;
        state = State.OVER;
        readyDue = false;
        deadline.clear();
        farewell.run();
        Optional<ClientTransaction> open = transaction;
        transaction = Optional.empty();
        if (open.isPresent()) {
            open.get().lost(cause, handedOver);
            listener.finished(open.get().outcomes());
        }
        listener.ended(cause);
    }

    private void send(Octets octets) {
        unsent += octets.length();
        connection.send(octets);
    }

    private void allow(Duration time) {
        deadline.set(time, this::timedOut);
    }

    private void timedOut() {
        if (state == State.BODY && unsent <= 0) {
            // The server has everything that there is: the next piece is late, and that is not its fault.
            allow(limits.dataBlock());
        } else if (state == State.QUITTING) {
            lose("quit", connection::finish);
        } else {
            breakOff(state == State.CONNECTING ? ConnectionLoss.text(CloseCause.TIMED_OUT) : "no reply in time");
        }
    }
}
