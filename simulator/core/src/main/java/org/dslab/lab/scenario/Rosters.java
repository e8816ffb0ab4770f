package org.dslab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.ListSetting;
import org.dslab.engine.settings.SiteSettings;

/**
 * Who is on the rosters of one list at several sites: such a member gets each post from each of them (DS-84). A site's
 * configuration cannot show that, for it knows its own roster only; a scenario has all of them.
 */
public final class Rosters {

    private Rosters() {}

    /** A list and a member of it. */
    private record Entry(String list, String member) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry that) {
            int byList = list.compareTo(that.list);
            return byList != 0 ? byList : member.compareTo(that.member);
        }
    }

    /** One warning for each such member of a list whose posts are shared, without line ends. */
    public static List<String> warnings(Scenario scenario) {
        TreeMap<Entry, List<String>> sites = new TreeMap<>();
        for (SiteSettings site : scenario.sites()) {
            boolean isShared = site.sharing().enabled() && site.sharing().shareListPosts();
            for (ListSetting list : isShared ? site.lists() : List.<ListSetting>of()) {
                String address = EmailAddress.parse(list.name())
                        .orElseGet(() -> EmailAddress.of(
                                list.name() + "@" + site.domains().getFirst()))
                        .key();
                for (String member : list.members()) {
                    Entry entry = new Entry(address, EmailAddress.of(member).key());
                    sites.computeIfAbsent(entry, any -> new ArrayList<>()).add(site.site());
                }
            }
        }
        List<String> warnings = new ArrayList<>();
        sites.forEach((entry, having) -> {
            if (having.size() > 1) {
                warnings.add(scenario.file() + ": `" + entry.member() + "` is on the rosters of `" + entry.list()
                        + "` at " + String.join(" and at ", having)
                        + ", which share its posts, and gets each of them that often; keep it on one roster");
            }
        });
        return warnings;
    }
}
