package org.dslab.engine.site;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.accounts.AccountRegistry;
import org.dslab.engine.accounts.Creation;
import org.dslab.engine.accounts.CreationResult;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.settings.AccountState;

/** What an operator asks about accounts and aliases. */
final class AccountRequests {

    private final AccountRegistry accounts;
    private final AccountDirectory directory;
    private final Predicate<EmailAddress> isList;
    private final BiConsumer<Long, Answer> reply;

    /** With {@code isList} for the addresses that lists have. */
    AccountRequests(
            AccountRegistry accounts,
            AccountDirectory directory,
            Predicate<EmailAddress> isList,
            BiConsumer<Long, Answer> reply) {
        this.accounts = accounts;
        this.directory = directory;
        this.isList = isList;
        this.reply = reply;
    }

    void handle(long command, SiteRequest.OfAccounts request) {
        Consumer<CreationResult> done = result -> reply.accept(command, answer(result));
        switch (request) {
            case SiteRequest.CreateAccount create ->
                create(new Creation(create.address(), Optional.empty(), create.force(), create.movedFrom()), done);
            case SiteRequest.CreateAlias create ->
                create(
                        new Creation(
                                create.address(), Optional.of(create.target()), create.force(), create.movedFrom()),
                        done);
            case SiteRequest.SetAccountState set -> accounts.setState(set.address(), set.state(), set.force(), done);
            case SiteRequest.MoveAccount move -> accounts.setState(move.address(), AccountState.MOVING, false, done);
            case SiteRequest.RemoveAccount remove -> accounts.remove(remove.address(), done);
            case SiteRequest.RemoveAlias remove -> accounts.removeAlias(remove.address(), done);
            case SiteRequest.ListAccounts list ->
                reply.accept(
                        command,
                        new SiteAnswer.Accounts(directory.accounts(), directory.aliases(), directory.reserved()));
        }
    }

    private void create(Creation creation, Consumer<CreationResult> done) {
        if (isList.test(creation.address())) {
            done.accept(new CreationResult.Refused("it is the address of a mailing list here", false, ""));
        } else {
            accounts.create(creation, done);
        }
    }

    private static SiteAnswer answer(CreationResult result) {
        return switch (result) {
            case CreationResult.Done done -> new SiteAnswer.Done();
            case CreationResult.Refused refused ->
                new SiteAnswer.Refused(refused.reason(), refused.again(), refused.host());
        };
    }
}
