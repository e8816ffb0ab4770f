package org.dslab.engine.reception;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.limit.ClientCounts;
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.smtp.Credentials;
import org.dslab.engine.spool.Account;
import org.dslab.engine.time.Timers;

/** Finds out who clients are (RFC 4954). Wrong passwords are counted by client, over all its connections. */
public final class Logins {

    /** Longer than any name or password that somebody has. */
    private static final int MAX_LENGTH = 512;

    /** Passwords of one client that may be checked at once: so many more than the limit can it guess. */
    private static final int MAX_AT_ONCE = 3;

    private final SiteSettings settings;
    private final AccountDirectory directory;
    private final Effects effects;
    private final ClientCounts failures;
    private final TreeMap<String, Integer> underWay = new TreeMap<>();

    public Logins(SiteSettings settings, AccountDirectory directory, Effects effects, Timers timers) {
        this.settings = settings;
        this.directory = directory;
        this.effects = effects;
        SmtpLimits limits = settings.smtp().limits();
        this.failures = new ClientCounts(new RateLimit(limits.maxAuthFailures(), limits.authFailureWindow()), timers);
    }

    /** What came of an attempt. */
    sealed interface Outcome {
        record Known(EmailAddress account) implements Outcome {}

        record Wrong() implements Outcome {}

        /** The client has been wrong too often lately. */
        record TooMany() implements Outcome {}

        record Busy() implements Outcome {}
    }

    void check(String client, Credentials credentials, Consumer<Outcome> done) {
        String key = ClientCounts.clientOf(client);
        if (failures.isExhausted(client)) {
            done.accept(new Outcome.TooMany());
            return;
        }
        if (underWay.getOrDefault(key, 0) >= MAX_AT_ONCE) {
            done.accept(new Outcome.Busy());
            return;
        }
        Optional<EmailAddress> address = addressOf(credentials.name());
        if (address.isEmpty() || credentials.password().reveal().length() > MAX_LENGTH) {
            done.accept(wrong(client));
            return;
        }
        // Also for an address that has no account: how long it takes must not tell (the driver sees to that).
        String account = directory
                .find(address.get())
                .map(Account::address)
                .orElse(address.get())
                .key();
        underWay.merge(key, 1, Integer::sum);
        effects.checkPassword(account, credentials.password(), verdict -> {
            underWay.computeIfPresent(key, (known, number) -> number > 1 ? number - 1 : null);
            done.accept(outcome(client, account, verdict));
        });
    }

    private Outcome outcome(String client, String account, PasswordVerdict verdict) {
        return switch (verdict) {
            case BUSY -> new Outcome.Busy();
            case WRONG -> wrong(client);
            case RIGHT ->
                directory
                        .account(EmailAddress.of(account))
                        .filter(found -> found.state() != AccountState.DISABLED)
                        .<Outcome>map(found -> new Outcome.Known(found.address()))
                        .orElseGet(() -> wrong(client));
        };
    }

    private Outcome wrong(String client) {
        boolean wasExhausted = failures.isExhausted(client);
        failures.count(client);
        if (!wasExhausted && failures.isExhausted(client)) {
            effects.record(new SiteEvent.Warned("too many wrong passwords from " + client));
        }
        return new Outcome.Wrong();
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
