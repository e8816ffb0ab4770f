package org.dslab.engine.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.smtp.RecipientOutcome.Delivered;
import org.dslab.engine.smtp.RecipientOutcome.NotAttempted;
import org.dslab.engine.smtp.RecipientOutcome.Refused;
import org.dslab.engine.smtp.RecipientOutcome.Unknown;

/** The envelope dialogue of one transaction: which commands are due, and what their replies mean for each recipient. */
final class ClientTransaction {

    /** A command whose reply is awaited. */
    sealed interface Step {
        record Reset() implements Step {}

        record Mail() implements Step {}

        record Rcpt(int recipient) implements Step {}

        record Data() implements Step {}
    }

    private final OutgoingMessage message;
    private final PeerExtensions peer;
    private final List<Optional<RecipientOutcome>> outcomes = new ArrayList<>();
    private final boolean[] accepted;
    private final ArrayDeque<Step> due = new ArrayDeque<>();
    private final ArrayDeque<Step> awaited = new ArrayDeque<>();
    private boolean mailRefused;
    private boolean mailAccepted;

    ClientTransaction(OutgoingMessage message, PeerExtensions peer, boolean resetFirst) {
        this.message = message;
        this.peer = peer;
        this.accepted = new boolean[message.recipients().size()];
        Optional<String> unfit = peer.obstacle(message);
        for (var recipient : message.recipients()) {
            outcomes.add(unfit.or(() -> peer.obstacle(recipient)).map(RecipientOutcome.Withheld::new));
        }
        if (outcomes.stream().anyMatch(Optional::isEmpty)) {
            if (resetFirst) {
                due.add(new Step.Reset());
            }
            due.add(new Step.Mail());
            for (int i = 0; i < accepted.length; i++) {
                if (outcomes.get(i).isEmpty()) {
                    due.add(new Step.Rcpt(i));
                }
            }
        }
    }

    /** The commands that may be sent now, as many as may be unanswered at once (RFC 2920). */
    Octets nextCommands(int maxAwaited) {
        StringBuilder commands = new StringBuilder();
        while (awaited.size() < maxAwaited && !due.isEmpty()) {
            Step step = due.remove();
            awaited.add(step);
            commands.append(
                            switch (step) {
                                case Step.Reset ignored -> "RSET";
                                case Step.Mail ignored -> peer.mailCommand(message);
                                case Step.Rcpt(int recipient) ->
                                    peer.rcptCommand(message.recipients().get(recipient));
                                case Step.Data ignored -> "DATA";
                            })
                    .append("\r\n");
        }
        return Octets.utf8(commands.toString());
    }

    /** The command that the next reply answers. */
    Optional<Step> awaited() {
        return Optional.ofNullable(awaited.peek());
    }

    SmtpStage stage() {
        return switch (awaited().orElseGet(Step.Mail::new)) {
            case Step.Reset ignored -> SmtpStage.MAIL;
            case Step.Mail ignored -> SmtpStage.MAIL;
            case Step.Rcpt ignored -> SmtpStage.RCPT;
            case Step.Data ignored -> SmtpStage.DATA;
        };
    }

    /** Takes the reply to the command that is awaited; false if it makes no sense there. */
    boolean reply(SmtpReply reply) {
        boolean completed = reply.code() < 300;
        boolean intermediate = reply.code() >= 300 && reply.code() < 400;
        return switch (awaited.remove()) {
            case Step.Reset ignored -> completed;
            case Step.Mail ignored -> {
                mailAccepted = completed;
                if (!reply.isPositive()) {
                    mailRefused = true;
                    due.clear();
                    settleOthers(new Refused(SmtpStage.MAIL, reply));
                }
                yield !intermediate;
            }
            case Step.Rcpt(int recipient) -> {
                // After a refused MAIL these replies only say so again.
                if (!mailRefused) {
                    accepted[recipient] = completed;
                    if (!reply.isPositive()) {
                        outcomes.set(recipient, Optional.of(new Refused(SmtpStage.RCPT, reply)));
                    }
                }
                yield !intermediate;
            }
            case Step.Data ignored -> {
                if (!reply.isPositive()) {
                    settleOthers(new Refused(SmtpStage.DATA, reply));
                }
                yield !completed;
            }
        };
    }

    /** All commands so far are answered. */
    boolean atRest() {
        return awaited.isEmpty() && due.isEmpty();
    }

    boolean hasAccepted() {
        for (int i = 0; i < accepted.length; i++) {
            if (accepted[i] && outcomes.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The server still has an open transaction, as far as its replies tell. */
    boolean leavesOpen() {
        return mailAccepted;
    }

    void dueData() {
        due.add(new Step.Data());
    }

    /** The reply to the message. */
    void messageReply(SmtpReply reply) {
        settleOthers(reply.isPositive() ? new Delivered(reply) : new Refused(SmtpStage.MESSAGE, reply));
    }

    /** Nothing more will be learnt about those that have no outcome yet. */
    void lost(String cause, boolean handedOver) {
        settleOthers(handedOver ? new Unknown(cause) : new NotAttempted(cause));
    }

    /** The server closes down: the reply stands for all that have no outcome yet. */
    void refuseOthers(SmtpStage stage, SmtpReply reply) {
        settleOthers(new Refused(stage, reply));
    }

    List<RecipientOutcome> outcomes() {
        return outcomes.stream().map(Optional::orElseThrow).toList();
    }

    OutgoingMessage message() {
        return message;
    }

    private void settleOthers(RecipientOutcome outcome) {
        outcomes.replaceAll(known -> known.isPresent() ? known : Optional.of(outcome));
    }
}
