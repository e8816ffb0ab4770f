package org.dslab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.config.Addresses;
import org.dslab.config.MalformedException;
import org.dslab.config.Words;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.SiteSettings;

/** Which mailboxes there are or may come to be, so that an expectation about a misspelt one does not hold by mistake. */
final class Mailboxes {

    private final TreeMap<String, SiteSettings> sites = new TreeMap<>();
    private final TreeMap<String, TreeSet<String>> known = new TreeMap<>();
    private final String domain;

    Mailboxes(List<SiteSettings> sites, String domain) {
        this.domain = domain;
        for (SiteSettings site : sites) {
            this.sites.put(site.site(), site);
            for (AccountSetting account : site.accounts()) {
                add(site.site(), account.name(), site.domains());
            }
            add(site.site(), site.postmaster(), site.domains());
        }
    }

    /** A step may give the site this account; if it is malformed, whoever reads the step says so. */
    void mayHave(String site, String account) {
        add(site, account, domains(site));
    }

    private void add(String site, String account, List<String> domains) {
        EmailAddress.parse(account)
                .or(() -> EmailAddress.parse(account + "@" + domains.get(0)))
                .ifPresent(address ->
                        known.computeIfAbsent(site, name -> new TreeSet<>()).add(address.key()));
    }

    /** The domains of a site, the scenario's own first, since it completes local parts in steps. */
    List<String> domains(String site) {
        SiteSettings settings = sites.get(site);
        if (settings == null) {
            return List.of(domain);
        }
        List<String> domains = new ArrayList<>(settings.domains());
        if (domains.remove(domain)) {
            domains.add(0, domain);
        }
        return domains;
    }

    /** An account of a site, as a step writes it. */
    EmailAddress account(String site, String text) throws MalformedException {
        return Addresses.local(text, domains(site));
    }

    /** The mailbox that a local part means at a site: in the scenario's domain, or else in another one of the site. */
    EmailAddress mailbox(String site, String localPart) throws MalformedException {
        EmailAddress mailbox = account(site, localPart);
        TreeSet<String> accounts = known.getOrDefault(site, new TreeSet<>());
        for (String other : domains(site)) {
            Optional<EmailAddress> elsewhere = EmailAddress.parse(localPart + "@" + other);
            if (!accounts.contains(mailbox.key()) && elsewhere.isPresent()) {
                mailbox = elsewhere.get();
            }
        }
        if (!accounts.contains(mailbox.key())) {
            List<String> names = new ArrayList<>();
            accounts.forEach(key -> names.add(key.substring(0, key.lastIndexOf('@')) + "@" + site));
            throw new MalformedException("names the mailbox " + Words.value(localPart + "@" + site) + ", but "
                    + Words.value(site) + " never has it" + Words.suggestionOrChoice(localPart + "@" + site, names));
        }
        return mailbox;
    }

    /** An address that any of the sites could have. */
    EmailAddress anywhere(String text) throws MalformedException {
        Optional<EmailAddress> whole = EmailAddress.parse(text);
        return whole.isPresent() ? whole.get() : Addresses.local(text, List.of(domain));
    }
}
