package org.dslab.engine.site;

import java.util.function.Consumer;
import org.dslab.engine.lists.ListDirectory;
import org.dslab.engine.lists.ListRegistry;

/** An operator's requests about mailing lists. */
final class ListRequests {

    private final ListRegistry registry;
    private final ListDirectory directory;

    ListRequests(ListRegistry registry, ListDirectory directory) {
        this.registry = registry;
        this.directory = directory;
    }

    void handle(SiteRequest.OfLists request, Consumer<SiteAnswer> reply) {
        Consumer<ListRegistry.Result> done = result -> reply.accept(answer(result));
        switch (request) {
            case SiteRequest.CreateList create ->
                registry.create(create.address(), create.members(), create.owner(), done);
            case SiteRequest.RemoveList remove -> registry.remove(remove.address(), done);
            case SiteRequest.AddMember add -> registry.addMember(add.list(), add.member(), done);
            case SiteRequest.RemoveMember remove -> registry.removeMember(remove.list(), remove.member(), done);
            case SiteRequest.ListLists list -> reply.accept(new SiteAnswer.Lists(directory.all()));
        }
    }

    private static SiteAnswer answer(ListRegistry.Result result) {
        return result.refusal()
                .<SiteAnswer>map(reason -> new SiteAnswer.Refused(reason, result.again(), ""))
                .orElseGet(SiteAnswer.Done::new);
    }
}
