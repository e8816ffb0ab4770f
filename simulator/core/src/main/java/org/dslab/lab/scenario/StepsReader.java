package org.dslab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dslab.config.Addresses;
import org.dslab.config.Fields;
import org.dslab.config.MalformedException;
import org.dslab.config.Quantity;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Mail;

/** Reads the steps in their order, and what each of them may refer to. */
final class StepsReader {

    /** The largest body of a mail: the lab keeps mails in memory. */
    private static final long MAX_SIZE = 64 << 20;

    private static final Pattern HEADER_FIELD = Pattern.compile("(?=.{1,998}$)[!-9;-~]+:[ -~]*");

    private final Fields fields;
    private final Nodes nodes;
    private final Mailboxes mailboxes;
    private final FaultReader faults;
    private final QueueStepReader queues;
    private final ExpectationReader expectations;
    private final HostStepReader hosts;
    private final AccountStepsReader accounts;
    private final TreeMap<String, Mail> sent = new TreeMap<>();
    private final TreeMap<String, Integer> sentOnLine = new TreeMap<>();
    private final TreeSet<String> down = new TreeSet<>();
    private final List<String> allMails = new ArrayList<>();
    private int number;

    StepsReader(Fields fields, Nodes nodes, Mailboxes mailboxes, HostStepReader hosts, boolean smartHostInUse) {
        this.fields = fields;
        this.nodes = nodes;
        this.mailboxes = mailboxes;
        this.hosts = hosts;
        this.accounts = new AccountStepsReader(fields, nodes, mailboxes);
        this.faults = new FaultReader(fields, nodes);
        this.queues = new QueueStepReader(fields, nodes);
        this.expectations = new ExpectationReader(fields, nodes, mailboxes, smartHostInUse);
    }

    List<PlacedStep> read(YamlNode steps) {
        announce(steps);
        return steps(steps);
    }

    /** Notes what the steps will bring, so that a reference to it can be told from a misspelt one. */
    private void announce(YamlNode steps) {
        for (YamlNode item : steps.items()) {
            item.get("send").flatMap(send -> fields.text(send, "mail")).ifPresent(allMails::add);
            item.get("create-account")
                    .ifPresent(step -> fields.text(step, "at")
                            .ifPresent(site -> fields.text(step, "account")
                                    .ifPresent(account -> mailboxes.mayHave(site, account))));
            item.get("together").ifPresent(this::announce);
        }
    }

    private List<PlacedStep> steps(YamlNode list) {
        List<PlacedStep> placed = new ArrayList<>();
        for (YamlNode item : list.items()) {
            // A step with several keys has been complained about; all of them are read to find what else is wrong.
            for (Map.Entry<String, YamlNode> entry : item.entries().entrySet()) {
                YamlNode node = entry.getValue();
                int line = node.keyAt().line();
                int first = number + 1;
                List<? extends Step> steps = step(entry.getKey(), node);
                String text = entry.getKey() + ": " + node.onOneLine();
                boolean together = !steps.isEmpty() && steps.get(0) instanceof Step.Together;
                if (together) {
                    placed.add(new PlacedStep(first, line, text, steps.get(0)));
                } else {
                    steps.forEach(step -> placed.add(new PlacedStep(++number, line, text, step)));
                }
            }
        }
        return placed;
    }

    private List<? extends Step> step(String key, YamlNode node) {
        return switch (key) {
            case "send" -> send(node).map(Step.Send::new).stream().toList();
            case "cut", "hold", "refuse", "reset", "delay" ->
                faults.read(Fault.Kind.valueOf(key.toUpperCase(Locale.ROOT)), node).map(Step.Inject::new).stream()
                        .toList();
            case "heal" -> List.of(new Step.Heal(faults.healed(node)));
            case "advance" ->
                fields.value(node, Quantity::positiveDuration).map(Step.Advance::new).stream()
                        .toList();
            case "together" -> {
                number++;
                yield List.of(new Step.Together(steps(node)));
            }
            case "add-host" -> hosts.add(node).stream().toList();
            case "remove-host" -> hosts.remove(node).stream().toList();
            case "queue" -> queues.read(node, sent).stream().toList();
            case "crash" -> fields.value(node, this::crash).stream().toList();
            case "restart" -> fields.value(node, this::restart).stream().toList();
            case "expect" ->
                expectations.read(node, sent, allMails).stream()
                        .map(Step.Expect::new)
                        .toList();
            default -> accounts.read(key, node).stream().toList();
        };
    }

    private Optional<Mail> send(YamlNode node) {
        Optional<String> name = fields.text(node, "mail");
        Optional<String> from = fields.value(node, "from", StepsReader::sender);
        List<String> to =
                fields.values(node, "to", text -> Addresses.address(text).toString());
        Optional<String> via = fields.value(node, "via", nodes::site);
        int size = size(node);
        boolean retries = fields.flag(node, "retries", true);
        List<String> header = fields.values(node, "header", StepsReader::headerField);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        int line = node.keyAt().line();
        Integer earlier = sentOnLine.putIfAbsent(name.get(), line);
        if (earlier != null) {
            node.get("mail")
                    .ifPresent(at -> fields.problems()
                            .add(
                                    at,
                                    "another mail is named " + Words.value(name.get()) + " already, on line "
                                            + earlier));
            return Optional.empty();
        }
        Mail mail = new Mail(name.get(), from.orElse(""), to, via.orElse(""), size, retries, header);
        sent.put(mail.name(), mail);
        return Optional.of(mail);
    }

    private static String sender(String text) throws MalformedException {
        return text.equals("<>") ? "" : Addresses.address(text).toString();
    }

    private static String headerField(String text) throws MalformedException {
        if (!HEADER_FIELD.matcher(text).matches()) {
            throw new MalformedException(
                    "must be a header field such as `X-Note: hello`, of at most 998 ASCII characters on one line, not "
                            + Words.value(text));
        }
        return text;
    }

    private int size(YamlNode send) {
        Optional<YamlNode> node = send.get("size");
        Optional<Long> size = node.filter(value -> value.number().isPresent())
                .map(value -> value.number().getAsLong())
                .or(() -> fields.value(send, "size", Quantity::size));
        if (size.isPresent() && (size.get() < 0 || size.get() > MAX_SIZE)) {
            node.ifPresent(value -> fields.problems().add(value, "`size` must be at most 64MiB"));
            return 0;
        }
        return size.orElse(0L).intValue();
    }

    private Step crash(String text) throws MalformedException {
        String site = nodes.site(text);
        if (!down.add(site)) {
            throw new MalformedException("names " + Words.value(site) + ", which is down already");
        }
        return new Step.Crash(site);
    }

    private Step restart(String text) throws MalformedException {
        String site = nodes.site(text);
        down.remove(site);
        return new Step.Restart(site);
    }
}
