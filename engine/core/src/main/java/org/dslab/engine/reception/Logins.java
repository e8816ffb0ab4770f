package org.dslab.engine.reception;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.ClientKey;
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.smtp.Credentials;
import org.dslab.engine.spool.Account;
import org.dslab.engine.time.Timers;

/**
 * Finds out who clients are (RFC 4954). Wrong passwords are counted by client; memory is bounded: of more than 10,000 clients
 * the one that failed first is forgotten.
 */
public final class Logins {

    static final int MAX_CLIENTS = 10_000;

    /** Longer than any name or password that somebody has. */
    private static final int MAX_LENGTH = 512;

    private final SiteSettings settings;
    private final AccountDirectory directory;
    private final Effects effects;
    private final Timers timers;
    private final LinkedHashMap<String, Failures> failures = new LinkedHashMap<>();

    public Logins(SiteSettings settings, AccountDirectory directory, Effects effects, Timers timers) {
        this.settings = settings;
        this.directory = directory;
        this.effects = effects;
        this.timers = timers;
    }

    /** Wrong passwords since a time. */
    private record Failures(Instant since, int times) {}

    /** What came of an attempt. */
    sealed interface Outcome {
        record Known(EmailAddress account) implements Outcome {}

        record Wrong() implements Outcome {}

        /** The client has been wrong too often lately. */
        record TooMany() implements Outcome {}

        record Busy() implements Outcome {}
    }

    void check(String client, Credentials credentials, Consumer<Outcome> done) {
        if (failuresOf(client) >= limits().maxAuthFailures()) {
            done.accept(new Outcome.TooMany());
            return;
        }
        Optional<EmailAddress> address = addressOf(credentials.name());
        if (address.isEmpty() || credentials.password().reveal().length() > MAX_LENGTH) {
            count(client, 1);
            done.accept(wrong(client));
            return;
        }
        // Counted from its beginning, for attempts at the same moment count too.
        count(client, 1);
        // Also for an address that has no account: how long it takes must not tell (the driver sees to that).
        String account = directory
                .find(address.get())
                .map(Account::address)
                .orElse(address.get())
                .key();
        effects.checkPassword(
                account, credentials.password(), verdict -> done.accept(outcome(client, account, verdict)));
    }

    private Outcome outcome(String client, String account, PasswordVerdict verdict) {
        Optional<Account> known =
                directory.account(EmailAddress.of(account)).filter(found -> found.state() != AccountState.DISABLED);
        return switch (verdict) {
            case BUSY -> {
                count(client, -1);
                yield new Outcome.Busy();
            }
            case WRONG -> wrong(client);
            case RIGHT -> {
                if (known.isEmpty()) {
                    yield wrong(client);
                }
                count(client, -1);
                yield new Outcome.Known(known.get().address());
            }
        };
    }

    private Outcome wrong(String client) {
        if (failuresOf(client) == limits().maxAuthFailures()) {
            effects.record(new SiteEvent.Warned("too many wrong passwords from " + client));
        }
        return new Outcome.Wrong();
    }

    private void count(String client, int change) {
        String key = ClientKey.of(client);
        int times = Math.max(0, failuresOf(client) + change);
        Instant since = Optional.ofNullable(failures.get(key))
                .filter(this::isRecent)
                .map(Failures::since)
                .orElseGet(timers::now);
        failures.put(key, new Failures(since, times));
        if (failures.size() > MAX_CLIENTS) {
            failures.pollFirstEntry();
        }
    }

    private int failuresOf(String client) {
        Failures known = failures.get(ClientKey.of(client));
        return known == null || !isRecent(known) ? 0 : known.times();
    }

    private boolean isRecent(Failures known) {
        return known.since().plus(limits().authFailureWindow()).isAfter(timers.now());
    }

    private SmtpLimits limits() {
        return settings.smtp().limits();
    }

    /** A bare local part is in the first domain. */
    private Optional<EmailAddress> addressOf(String name) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return name.indexOf('@') < 0
                ? EmailAddress.parse(name + "@" + settings.domains().getFirst())
                : EmailAddress.parse(name);
    }
}
