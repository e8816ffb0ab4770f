package org.dslab.engine.minger;

import java.util.Optional;
import org.dslab.engine.octets.Octets;

/**
 * One answer: {@code mailbox SP status}. There is no query identifier, so an answer belongs to a question if its mailbox
 * equals the asked one octet for octet.
 */
final class MingerReply {

    private MingerReply() {}

    static Octets encode(Octets mailbox, MingerStatus status) {
        return mailbox.concat(Octets.latin1(" " + status.code()));
    }

    /**
     * What an answer says to the question about {@code mailbox}; empty if it answers another question (DS-54). An answer
     * to ours with anything but one known status is malformed.
     */
    static Optional<HostAnswer> read(Octets answer, Octets mailbox) {
        int length = mailbox.length();
        if (answer.length() < length + 1 || !answer.slice(0, length).equals(mailbox) || answer.at(length) != ' ') {
            return Optional.empty();
        }
        String status = answer.slice(length + 1, answer.length()).latin1();
        String bare = status.replaceFirst("\r?\n?\\z", "");
        if (bare.length() != 1) {
            return Optional.of(new HostAnswer.None(HostAnswer.Cause.MALFORMED));
        }
        return Optional.of(MingerStatus.ofCode(bare.charAt(0) - '0')
                .<HostAnswer>map(HostAnswer.Status::new)
                .orElse(new HostAnswer.None(HostAnswer.Cause.MALFORMED)));
    }
}
