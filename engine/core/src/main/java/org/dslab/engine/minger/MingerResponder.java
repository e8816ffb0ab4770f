package org.dslab.engine.minger;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.Secret;

/**
 * Answers queries about this site's own addresses (DS-50 to DS-52). A query is denied before any look into the
 * directory, so that a denial says nothing about the address; 0 goes before 1 before 2 before 3, 4 and 5 (MINGER.md).
 */
public final class MingerResponder {

    private final MingerSettings settings;
    private final MingerDirectory directory;

    public MingerResponder(MingerSettings settings, MingerDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * One answer.
     *
     * @param mailbox as the client wrote it
     * @param octets to send, without a line end; at most two octets more than the query
     */
    public record Answered(String mailbox, MingerStatus status, Octets octets) {}

    /** The answer to a query; empty for one that is empty or longer than 1024 octets. */
    public Optional<Answered> answer(Endpoint client, Octets query) {
        if (query.isEmpty() || query.length() > MingerQuery.MAX_OCTETS) {
            return Optional.empty();
        }
        MingerQuery parsed = MingerQuery.parse(query);
        if (parsed.mailbox().isEmpty()) {
            return Optional.empty();
        }
        MingerStatus status = statusOf(client, parsed);
        return Optional.of(new Answered(parsed.mailbox().utf8(), status, MingerReply.encode(parsed.mailbox(), status)));
    }

    /** Whether the query bears the digest of this site's password: only who knows that can ask it (DS-52). */
    public boolean isProved(Octets query) {
        if (settings.password().isEmpty() || query.length() > MingerQuery.MAX_OCTETS) {
            return false;
        }
        return isProved(MingerQuery.parse(query), settings.password().get());
    }

    private static boolean isProved(MingerQuery query, Secret password) {
        return query.digest()
                .filter(digest -> MingerDigest.matches(password, query.mailbox(), digest))
                .isPresent();
    }

    private MingerStatus statusOf(Endpoint client, MingerQuery query) {
        Optional<EmailAddress> address = query.address();
        if (address.isEmpty() || !query.isWellFormed()) {
            return MingerStatus.INVALID_REQUEST;
        }
        if (!settings.clients().isEmpty() && !settings.clients().contains(client.address())) {
            return MingerStatus.ACCESS_DENIED;
        }
        // A digest sent to a server without a secret is ignored and the query answered.
        Optional<Secret> password = settings.password();
        if (password.isPresent() && !isProved(query, password.get())) {
            return MingerStatus.BAD_CREDENTIALS;
        }
        return directory.statusOf(address.get());
    }
}
