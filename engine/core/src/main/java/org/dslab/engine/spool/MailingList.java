package org.dslab.engine.spool;

import java.util.List;
import org.dslab.engine.address.EmailAddress;

/**
 * This site's own copy of a mailing list (DS-80 to DS-84).
 *
 * @param members the roster, in its own order; who may post and who gets each post
 * @param owner gets notices about the list (DS-83)
 */
public record MailingList(EmailAddress address, List<EmailAddress> members, EmailAddress owner) {

    public MailingList {
        members = List.copyOf(members);
    }
}
