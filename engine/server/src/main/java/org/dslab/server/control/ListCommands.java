package org.dslab.server.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.site.SiteAnswer;
import org.dslab.engine.site.SiteRequest;
import org.dslab.engine.spool.MailingList;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.RecordJson;

/** {@code list create|remove|add-member|remove-member|show}: mailing lists (DS-80 to DS-84). */
final class ListCommands {

    private ListCommands() {}

    static void addTo(Map<String, Command> commands) {
        commands.put("list create", ListCommands::create);
        commands.put("list remove", ListCommands::remove);
        commands.put("list add-member", ListCommands::addMember);
        commands.put("list remove-member", ListCommands::removeMember);
        commands.put("list show", ListCommands::show);
    }

    private static JsonValue.Members create(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        List<EmailAddress> members = arguments.addresses("members");
        Optional<EmailAddress> owner = arguments.optionalAddress("owner");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.CreateList(address, members, owner));
    }

    private static JsonValue.Members remove(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.RemoveList(address));
    }

    private static JsonValue.Members addMember(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        EmailAddress member = arguments.address("member");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.AddMember(address, member));
    }

    private static JsonValue.Members removeMember(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        EmailAddress address = arguments.address("address");
        EmailAddress member = arguments.address("member");
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.RemoveMember(address, member));
    }

    /** All lists, or one. */
    private static JsonValue.Members show(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        Optional<EmailAddress> one = arguments.optionalAddress("address");
        arguments.nothingElse();
        Answer answer = Answers.answer(site, new SiteRequest.ListLists());
        if (!(answer instanceof SiteAnswer.Lists all)) {
            throw new IllegalStateException("not the lists: " + answer);
        }
        List<JsonValue> shown = new ArrayList<>();
        for (MailingList list : all.lists()) {
            if (one.isEmpty() || one.get().key().equals(list.address().key())) {
                shown.add(RecordJson.of(list));
            }
        }
        if (one.isPresent() && shown.isEmpty()) {
            throw new RefusedException("there is no list " + one.get());
        }
        return Answers.ok().with("lists", new JsonValue.Items(shown));
    }
}
