package org.dslab.server.control;

import java.util.Map;
import java.util.Optional;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.site.SiteRequest;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.RecordJson;

/** {@code queue count|list|hold|release|retry|bounce|delete} (DS-38). */
final class QueueCommands {

    private static final int MOST_ENTRIES = 500;

    private QueueCommands() {}

    static void addTo(Map<String, Command> commands) {
        commands.put("queue count", QueueCommands::count);
        commands.put("queue list", QueueCommands::list);
        for (QueueAction action : QueueAction.values()) {
            commands.put("queue " + RecordJson.word(action), (arguments, site) -> change(action, arguments, site));
        }
    }

    private static JsonValue.Members count(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.CountQueue());
    }

    private static JsonValue.Members list(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        Optional<QueueSelection> selection = selection(arguments);
        String after = arguments.optionalText("after").orElse("");
        int limit = arguments.number("limit", 1, MOST_ENTRIES).orElse(MOST_ENTRIES);
        arguments.nothingElse();
        return Answers.ask(site, new SiteRequest.ListQueue(selection.orElseGet(QueueSelection.All::new), after, limit));
    }

    private static JsonValue.Members change(QueueAction action, Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        Optional<QueueSelection> selection = selection(arguments);
        arguments.nothingElse();
        return Answers.ask(
                site,
                new SiteRequest.ChangeQueue(
                        selection.orElseThrow(() -> new BadRequestException(
                                "message", "say which messages: \"message\", \"host\", or \"all\":true")),
                        action));
    }

    private static Optional<QueueSelection> selection(Arguments arguments) throws BadRequestException {
        Optional<String> message = arguments.optionalText("message");
        Optional<String> host = arguments.optionalText("host");
        boolean isAll = arguments.flag("all");
        if ((message.isPresent() ? 1 : 0) + (host.isPresent() ? 1 : 0) + (isAll ? 1 : 0) > 1) {
            throw new BadRequestException("message", "\"message\", \"host\" and \"all\" exclude each other");
        }
        if (isAll) {
            return Optional.of(new QueueSelection.All());
        }
        return message.<QueueSelection>map(QueueSelection.Message::new).or(() -> host.map(QueueSelection.Host::new));
    }
}
