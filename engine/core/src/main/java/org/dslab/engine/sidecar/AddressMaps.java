package org.dslab.engine.sidecar;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.SharedDomains;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.VerifiedAddress;

/**
 * The maps: {@code rcpt} says whether an address can receive mail (DS-02 to DS-06, DS-12), {@code route} where mail for it
 * goes. Own users have no route, so that the foreign server delivers to them itself. Keys that are no address of a domain
 * served here are not found at once: Postfix also asks for senders, bare domains and {@code *}.
 */
final class AddressMaps {

    private static final String RECIPIENTS = "rcpt";
    private static final String ROUTES = "route";
    private static final String POSTMASTER = "postmaster";

    private final SharedDomains domains;
    private final OwnUsers users;
    private final VerifiedAddresses verified;
    private final Lookups lookups;
    private final Effects effects;

    AddressMaps(SharedDomains domains, OwnUsers users, VerifiedAddresses verified, Lookups lookups, Effects effects) {
        this.domains = domains;
        this.users = users;
        this.verified = verified;
        this.lookups = lookups;
        this.effects = effects;
    }

    /** Calls {@code done} once, possibly before this returns; never after cancelling. */
    Inquiry find(String map, String key, Consumer<SocketmapReply> done) {
        return switch (map) {
            case RECIPIENTS ->
                find(key, AddressMaps::ownRecipient, LookupPurpose.RECIPIENT, AddressMaps::recipientAt, done);
            case ROUTES ->
                find(key, state -> SocketmapReply.NOT_FOUND, LookupPurpose.ROUTING, AddressMaps::routeTo, done);
            default -> {
                done.accept(SocketmapReply.permanent("no such map: there are " + RECIPIENTS + " and " + ROUTES));
                yield Inquiry.ANSWERED;
            }
        };
    }

    private Inquiry find(
            String key,
            Function<AccountState, SocketmapReply> own,
            LookupPurpose purpose,
            Function<HostPort, SocketmapReply> found,
            Consumer<SocketmapReply> done) {
        // DS-13: postmaster needs nobody else, in any case of letters.
        if (AsciiCase.lower(key).equals(POSTMASTER)) {
            done.accept(own.apply(AccountState.ACTIVE));
            return Inquiry.ANSWERED;
        }
        Optional<EmailAddress> parsed = EmailAddress.parse(key).filter(known -> domains.isLocal(known.domainKey()));
        if (parsed.isEmpty()) {
            done.accept(SocketmapReply.NOT_FOUND);
            return Inquiry.ANSWERED;
        }
        EmailAddress address = parsed.get();
        Optional<AccountState> state =
                address.localKey().equals(POSTMASTER) ? Optional.of(AccountState.ACTIVE) : users.stateOf(address);
        if (state.isPresent()) {
            done.accept(own.apply(state.get()));
            return Inquiry.ANSWERED;
        }
        if (!domains.isShared(address.domainKey())) {
            done.accept(SocketmapReply.NOT_FOUND);
            return Inquiry.ANSWERED;
        }
        Optional<VerifiedAddress> known = verified.find(address);
        if (known.isPresent()) {
            effects.record(new SiteEvent.RememberedUsed(
                    address, known.get().host(), known.get().verifiedAt(), purpose));
            done.accept(found.apply(known.get().host()));
            return Inquiry.ANSWERED;
        }
        return lookups.ask(address, purpose, outcome -> done.accept(decide(outcome, found)));
    }

    private static SocketmapReply ownRecipient(AccountState state) {
        return switch (state) {
            case ACTIVE -> SocketmapReply.ok("own");
            // DS-02: 550 for good; the map has no word for "exists, but refused".
            case DISABLED -> SocketmapReply.NOT_FOUND;
            case FULL -> SocketmapReply.temporary("the mailbox is full");
            case MOVING -> SocketmapReply.temporary("the mailbox is moving to another server");
        };
    }

    private static SocketmapReply recipientAt(HostPort owner) {
        return SocketmapReply.ok(owner.toString());
    }

    /** In brackets, so that Postfix does not look for an MX (transport(5)). */
    private static SocketmapReply routeTo(HostPort owner) {
        return SocketmapReply.ok("smtp:[" + owner.host() + "]:" + owner.port());
    }

    private static SocketmapReply decide(LookupOutcome outcome, Function<HostPort, SocketmapReply> found) {
        return switch (outcome.result()) {
            case FOUND -> found.apply(outcome.owner().orElseThrow().smtp());
            case NOT_FOUND -> SocketmapReply.NOT_FOUND;
            case CANNOT_RECEIVE ->
                SocketmapReply.temporary(name(outcome.inactiveAt()) + " has it, but it cannot receive mail now");
            case UNDETERMINED ->
                SocketmapReply.temporary("it cannot be verified: no usable answer from " + name(outcome.unusable()));
        };
    }

    private static String name(Optional<SharingHost> host) {
        return host.map(SharingHost::name).orElseThrow();
    }
}
