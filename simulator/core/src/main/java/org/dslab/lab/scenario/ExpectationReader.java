package org.dslab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.dslab.config.Fields;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.engine.address.EmailAddress;
import org.dslab.lab.scenario.Expectation.Count;
import org.dslab.lab.world.Mail;

/** Reads what a scenario expects; one {@code expect} may hold several demands. */
final class ExpectationReader {

    private static final String NEEDS_MAIL = " needs the key `mail` beside it";

    private final Fields fields;
    private final Nodes nodes;
    private final Mailboxes mailboxes;
    private final boolean smartHostInUse;

    ExpectationReader(Fields fields, Nodes nodes, Mailboxes mailboxes, boolean smartHostInUse) {
        this.fields = fields;
        this.nodes = nodes;
        this.mailboxes = mailboxes;
        this.smartHostInUse = smartHostInUse;
    }

    /** The demands, in the order of their keys. */
    List<Expectation> read(YamlNode expect, SortedMap<String, Mail> sent, List<String> neverSent) {
        Optional<Mail> mail = fields.value(expect, "mail", name -> mail(name, sent, neverSent));
        List<Expectation> demands = new ArrayList<>();
        expect.entries().forEach((key, node) -> demands.addAll(demand(key, node, expect, mail)));
        with(expect, "recipient", "reply");
        with(expect, "enhanced", "reply");
        with(expect, "times", "delivered-to");
        with(expect, "of", "lookups-by");
        with(expect, "made", "lookups-by");
        with(expect, "account", "owned-by");
        if (expect.entries().size() == 1 && expect.get("mail").isPresent()) {
            fields.problems()
                    .add(expect, "this expects nothing; say what, such as `reply: 451` or `delivered-to: botan@osaka`");
        }
        return demands;
    }

    private List<? extends Expectation> demand(String key, YamlNode node, YamlNode expect, Optional<Mail> mail) {
        return switch (key) {
            case "reply", "delivered-to", "queued-at", "bounced", "at-smart-host", "at-outside" -> {
                if (expect.get("mail").isEmpty()) {
                    fields.problems().add(node.keyAt(), node.name() + NEEDS_MAIL);
                }
                yield mail.map(about -> aboutMail(key, node, expect, about)).orElse(List.of());
            }
            case "lookups-by" -> lookups(node, expect);
            case "owned-by" -> owned(node, expect);
            default -> List.of();
        };
    }

    private List<? extends Expectation> aboutMail(String key, YamlNode node, YamlNode expect, Mail mail) {
        return switch (key) {
            case "reply" -> reply(node, expect, mail);
            case "delivered-to" -> delivered(node, expect, mail);
            case "queued-at" -> List.of(new Expectation.Queued(mail.name(), sitesOr("nowhere", node)));
            case "bounced" ->
                node.flag()
                        .map(bounced -> List.of(new Expectation.Bounced(mail.name(), bounced)))
                        .orElse(List.of());
            case "at-smart-host" -> {
                if (!smartHostInUse) {
                    fields.problems()
                            .add(
                                    node.keyAt(),
                                    "no site has `smart-host: smart-host`, so nothing can come to the smart host");
                }
                yield List.of(new Expectation.AtSmartHost(mail.name(), count(node)));
            }
            default -> List.of(new Expectation.AtOutside(mail.name(), count(node)));
        };
    }

    private List<Expectation.Reply> reply(YamlNode node, YamlNode expect, Mail mail) {
        Optional<String> recipient = fields.value(expect, "recipient", text -> recipient(text, mail));
        int code = (int) node.number().orElse(0);
        Optional<String> enhanced = fields.value(expect, "enhanced", text -> {
            if (code >= 200 && code < 600 && text.charAt(0) != (char) ('0' + code / 100)) {
                throw new MalformedException("must begin with the same digit as `reply`, not " + Words.value(text));
            }
            return text;
        });
        return List.of(new Expectation.Reply(mail.name(), recipient, code, enhanced));
    }

    private static String recipient(String text, Mail mail) throws MalformedException {
        Optional<String> key = EmailAddress.parse(text).map(EmailAddress::key);
        for (String to : mail.to()) {
            boolean sameAddress = key.isPresent()
                    && EmailAddress.parse(to).map(EmailAddress::key).equals(key);
            if (to.equals(text) || sameAddress) {
                return to;
            }
        }
        throw new MalformedException("names " + Words.value(text) + ", but the mail " + Words.value(mail.name())
                + " is not sent to it" + Words.suggestionOrChoice(text, mail.to()));
    }

    private List<Expectation.Delivered> delivered(YamlNode node, YamlNode expect, Mail mail) {
        Count times = expect.get("times").map(this::count).orElse(Count.exactly(1));
        List<Expectation.Delivered> demands = new ArrayList<>();
        for (YamlNode item : node.itemsOrSelf()) {
            fields.value(item, text -> delivered(text, mail, times)).ifPresent(demands::add);
        }
        return demands;
    }

    private Expectation.Delivered delivered(String text, Mail mail, Count times) throws MalformedException {
        int at = text.lastIndexOf('@');
        if (at <= 0) {
            throw new MalformedException(
                    "must be a local part @ a site, such as botan@osaka, not " + Words.value(text));
        }
        String site = text.substring(at + 1);
        if (!nodes.sites().contains(site)) {
            throw new MalformedException("names " + Words.value(text) + ", but no site is named " + Words.value(site)
                    + "; write a local part @ a site, such as botan@osaka"
                    + Words.nearest(site, nodes.sites())
                            .map(near -> "; did you mean `" + text.substring(0, at + 1) + near + "`?")
                            .orElse(""));
        }
        return new Expectation.Delivered(mail.name(), mailboxes.mailbox(site, text.substring(0, at)), site, times);
    }

    private List<Expectation.Lookups> lookups(YamlNode node, YamlNode expect) {
        if (expect.get("of").isEmpty() || expect.get("made").isEmpty()) {
            fields.problems().add(node.keyAt(), "`lookups-by` needs the keys `of` and `made` beside it");
        }
        Optional<String> site = fields.value(node, nodes::site);
        Optional<EmailAddress> address = fields.value(expect, "of", mailboxes::anywhere);
        return site.isPresent() && address.isPresent() && expect.get("made").isPresent()
                ? List.of(new Expectation.Lookups(
                        site.get(), address.get(), count(expect.get("made").get())))
                : List.of();
    }

    private List<Expectation.Owned> owned(YamlNode node, YamlNode expect) {
        if (expect.get("account").isEmpty()) {
            fields.problems().add(node.keyAt(), "`owned-by` needs the key `account` beside it");
        }
        List<String> sites = sitesOr("nobody", node);
        return fields.value(expect, "account", mailboxes::anywhere)
                .map(address -> List.of(new Expectation.Owned(address, sites)))
                .orElse(List.of());
    }

    private List<String> sitesOr(String none, YamlNode node) {
        if (node.text().equals(Optional.of(none))) {
            return List.of();
        }
        List<String> sites = new ArrayList<>();
        node.itemsOrSelf()
                .forEach(item -> fields.value(item, nodes::site).ifPresent(site -> {
                    if (sites.contains(site)) {
                        fields.problems().add(item, Words.value(site) + " is here twice");
                    } else {
                        sites.add(site);
                    }
                }));
        return sites;
    }

    private Count count(YamlNode node) {
        if (!node.is(YamlNode.Kind.MAPPING)) {
            return Count.exactly((int) node.number().orElse(0));
        }
        int atLeast = fields.number(node, "at-least", 0);
        int atMost = fields.number(node, "at-most", Integer.MAX_VALUE);
        if (atLeast > atMost) {
            fields.problems().add(node, "`at-least` is more than `at-most`, so this can never hold");
        }
        return new Count(atLeast, atMost);
    }

    private static Mail mail(String name, SortedMap<String, Mail> sent, List<String> neverSent)
            throws MalformedException {
        Mail mail = sent.get(name);
        if (mail != null) {
            return mail;
        }
        if (neverSent.contains(name)) {
            throw new MalformedException("names " + Words.value(name) + ", which is sent only further down");
        }
        throw new MalformedException("names " + Words.value(name) + ", but no mail has that name"
                + Words.suggestionOrChoice(name, List.copyOf(sent.keySet())));
    }

    private void with(YamlNode expect, String key, String other) {
        if (expect.get(key).isPresent() && expect.get(other).isEmpty()) {
            YamlNode node = expect.get(key).get();
            fields.problems().add(node.keyAt(), node.name() + " needs the key `" + other + "` beside it");
        }
    }
}
