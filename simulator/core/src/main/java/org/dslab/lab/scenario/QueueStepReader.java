package org.dslab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.dslab.config.Fields;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.lab.world.Mail;

/** Reads what operators do with a site's queue: one action, for one mail or for what waits for another site (DS-38). */
final class QueueStepReader {

    private final Fields fields;
    private final Nodes nodes;

    QueueStepReader(Fields fields, Nodes nodes) {
        this.fields = fields;
        this.nodes = nodes;
    }

    /** The step; empty only if the problems say why. */
    Optional<Step> read(YamlNode queue, SortedMap<String, Mail> sent) {
        Optional<String> site = fields.value(queue, "at", nodes::site);
        List<Step> steps = new ArrayList<>();
        int actions = 0;
        for (QueueAction action : QueueAction.values()) {
            Optional<YamlNode> what = queue.get(action.name().toLowerCase(Locale.ROOT));
            if (what.isPresent()) {
                actions++;
                Optional<QueueSelection> selection = selection(what.get(), sent);
                site.flatMap(at -> selection.map(meant -> new Step.OperateQueue(at, action, meant)))
                        .ifPresent(steps::add);
            }
        }
        // A key that is none of these has been complained about.
        int keys = queue.entries().size() - (queue.get("at").isPresent() ? 1 : 0);
        if (actions != 1 && keys == actions) {
            fields.problems().add(queue, "`queue` needs one of `hold`, `release`, `retry`, `bounce` and `delete`");
        }
        return actions == 1 ? steps.stream().findFirst() : Optional.empty();
    }

    private Optional<QueueSelection> selection(YamlNode what, SortedMap<String, Mail> sent) {
        return what.get("to").isPresent()
                ? fields.value(what, "to", nodes::site).map(QueueSelection.Host::new)
                : fields.value(what, name -> mail(name, sent));
    }

    private static QueueSelection mail(String name, SortedMap<String, Mail> sent) throws MalformedException {
        Mail mail = sent.get(name);
        if (mail == null) {
            throw new MalformedException("names " + Words.value(name) + ", but no mail before it has that name"
                    + Words.suggestionOrChoice(name, List.copyOf(sent.keySet())));
        }
        return new QueueSelection.Message(mail.messageId());
    }
}
