package org.dslab.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dslab.config.Fields;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.config.YamlNode;
import org.dslab.engine.address.AsciiCase;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** Reads faults, and which of them are in force at the step that is being read. */
final class FaultReader {

    private final Fields fields;
    private final Nodes nodes;
    private final TreeSet<String> named = new TreeSet<>();
    private final TreeSet<String> inForce = new TreeSet<>();
    private int count;

    FaultReader(Fields fields, Nodes nodes) {
        this.fields = fields;
        this.nodes = nodes;
    }

    /** The fault of a step; empty only if the problems say why. */
    Optional<Fault> read(Fault.Kind kind, YamlNode fault) {
        String name = fault.get("name").flatMap(this::name).orElse("");
        Optional<List<Link>> links = links(fault);
        Duration delay = kind == Fault.Kind.DELAY ? fields.duration(fault, "by", Duration.ofSeconds(1)) : Duration.ZERO;
        List<Protocol> protocols = fields.values(fault, "protocols", text -> protocol(text));
        return links.map(found -> new Fault(
                ++count, name, kind, found, protocols.isEmpty() ? List.of(Protocol.values()) : protocols, delay));
    }

    /** The fault that a {@code heal} names; empty for all of them. */
    Optional<String> healed(YamlNode heal) {
        String name = heal.text().orElse("all");
        if (name.equals("all")) {
            inForce.clear();
            return Optional.empty();
        }
        if (!named.contains(name)) {
            fields.problems()
                    .add(
                            heal,
                            "`heal` names " + Words.value(name) + ", but no fault before it has that name"
                                    + Words.suggestionOrChoice(name, allAnd(named)));
        } else if (!inForce.remove(name)) {
            fields.problems().add(heal, "the fault " + Words.value(name) + " is healed already");
        }
        return Optional.of(name);
    }

    private static List<String> allAnd(SortedSet<String> names) {
        List<String> words = new ArrayList<>(names);
        words.add("all");
        return words;
    }

    private Optional<String> name(YamlNode node) {
        Optional<String> name = node.text();
        name.ifPresent(text -> {
            if (!named.add(text)) {
                fields.problems().add(node, "another fault is named " + Words.value(text) + " already");
            }
            inForce.add(text);
        });
        return name;
    }

    private static Protocol protocol(String text) throws MalformedException {
        for (Protocol protocol : Protocol.values()) {
            if (AsciiCase.lower(protocol.name()).equals(text)) {
                return protocol;
            }
        }
        throw new MalformedException("must be smtp or minger, not " + Words.value(text));
    }

    private Optional<List<Link>> links(YamlNode fault) {
        boolean between = fault.get("between").isPresent();
        boolean link = fault.get("link").isPresent();
        boolean ends = fault.get("to").isPresent() || fault.get("from").isPresent();
        if ((between ? 1 : 0) + (link ? 1 : 0) + (ends ? 1 : 0) != 1) {
            fields.problems().add(fault, "a fault strikes where `to`, `from` or both say, or `between`, or `link`");
            return Optional.empty();
        }
        if (between) {
            return between(fault);
        }
        return link ? fields.value(fault, "link", this::link) : ends(fault);
    }

    private Optional<List<Link>> between(YamlNode fault) {
        List<String> both = fields.values(fault, "between", nodes::node);
        YamlNode list = fault.get("between").orElse(fault);
        if (list.items().size() != 2 || (both.size() == 2 && both.get(0).equals(both.get(1)))) {
            fields.problems().add(list, "`between` must be two different nodes such as [tokyo, osaka]");
        }
        return both.size() == 2
                ? Optional.of(List.of(new Link(both.get(0), both.get(1)), new Link(both.get(1), both.get(0))))
                : Optional.empty();
    }

    private List<Link> link(String text) throws MalformedException {
        String[] ends = text.split("->", -1);
        if (ends.length != 2) {
            throw new MalformedException("must be one direction such as tokyo->osaka, not " + Words.value(text));
        }
        Link link = new Link(nodes.node(ends[0].strip()), nodes.node(ends[1].strip()));
        if (link.from().equals(link.to())) {
            throw new MalformedException("leads from a node to itself");
        }
        return List.of(link);
    }

    private Optional<List<Link>> ends(YamlNode fault) {
        Optional<String> to = fields.value(fault, "to", nodes::node);
        Optional<String> from = fields.value(fault, "from", nodes::node);
        boolean malformed = fault.get("to").isPresent() != to.isPresent()
                || fault.get("from").isPresent() != from.isPresent();
        if (malformed) {
            return Optional.empty();
        }
        if (to.equals(from)) {
            fields.problems().add(fault, "`from` and `to` are the same node");
            return Optional.empty();
        }
        List<Link> links = new ArrayList<>();
        for (String a : from.map(List::of).orElse(nodes.all())) {
            for (String b : to.map(List::of).orElse(nodes.all())) {
                if (!a.equals(b)) {
                    links.add(new Link(a, b));
                }
            }
        }
        return Optional.of(links);
    }
}
