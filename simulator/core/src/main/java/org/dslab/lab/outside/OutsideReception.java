package org.dslab.lab.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.MailCommand;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerPolicy;

/** Takes every message for every recipient. */
final class OutsideReception implements SmtpServerPolicy {

    private static final SmtpReply OK = new SmtpReply(250, "2.0.0", "ok");

    private final Consumer<ReceivedMessage> taken;
    private final List<Octets> pieces = new ArrayList<>();
    private List<EmailAddress> recipients = List.of();
    private Optional<EmailAddress> sender = Optional.empty();

    OutsideReception(Consumer<ReceivedMessage> taken) {
        this.taken = taken;
    }

    @Override
    public void sender(MailCommand mail, Decision decision) {
        sender = mail.sender();
        decision.reply(OK);
    }

    @Override
    public void recipient(EmailAddress recipient, Decision decision) {
        decision.reply(OK);
    }

    @Override
    public void bodyBegins(String helo, boolean extended, List<EmailAddress> accepted) {
        recipients = List.copyOf(accepted);
        pieces.clear();
    }

    @Override
    public void body(Octets octets) {
        pieces.add(octets);
    }

    @Override
    public void bodyEnds(Decision decision) {
        int length = pieces.stream().mapToInt(Octets::length).sum();
        byte[] text = new byte[length];
        int at = 0;
        for (Octets piece : pieces) {
            piece.copyTo(text, at);
            at += piece.length();
        }
        pieces.clear();
        decision.reply(OK);
        taken.accept(
                new ReceivedMessage(sender.map(EmailAddress::toString).orElse(""), recipients, Octets.copyOf(text)));
    }

    @Override
    public void bodyAbandoned() {
        pieces.clear();
    }

    @Override
    public void transactionEnds() {
        sender = Optional.empty();
    }

    @Override
    public void refusedByProtocol(String command, String argument, SmtpReply reply) {
        // The sites' own records tell it.
    }
}
