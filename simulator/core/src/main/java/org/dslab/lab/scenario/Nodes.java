package org.dslab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.lab.world.AddressPlan;

/** The nodes of a scenario, by the names under which it may speak of them. */
final class Nodes {

    /** Words that stand for something else wherever a node's name may stand. */
    static final List<String> RESERVED =
            List.of(AddressPlan.OUTSIDE, AddressPlan.SMART_HOST, "all", "nowhere", "nobody");

    private final List<String> sites;
    private final List<String> all;

    Nodes(List<String> sites) {
        this.sites = List.copyOf(sites);
        List<String> nodes = new ArrayList<>(sites);
        nodes.add(AddressPlan.OUTSIDE);
        nodes.add(AddressPlan.SMART_HOST);
        this.all = List.copyOf(nodes);
    }

    List<String> all() {
        return all;
    }

    List<String> sites() {
        return sites;
    }

    /** The name of a site. */
    String site(String text) throws MalformedException {
        if (!sites.contains(text)) {
            throw new MalformedException("names " + Words.value(text) + ", but no site has that name"
                    + Words.suggestionOrChoice(text, sites));
        }
        return text;
    }

    /** The name of any node. */
    String node(String text) throws MalformedException {
        if (!all.contains(text)) {
            throw new MalformedException("names " + Words.value(text) + ", but no site or other node has that name"
                    + Words.suggestionOrChoice(text, all));
        }
        return text;
    }
}
