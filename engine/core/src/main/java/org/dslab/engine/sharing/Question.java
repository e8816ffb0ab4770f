package org.dslab.engine.sharing;

import java.util.List;
import org.dslab.engine.settings.SharingHost;

/**
 * Whom a lookup asks, and what it makes of the answers.
 *
 * @param isRemembered whether a positive answer goes to the verified addresses (DS-06)
 */
public record Question(List<SharingHost> hosts, AnswerTable table, boolean isRemembered) {

    public Question {
        hosts = List.copyOf(hosts);
    }
}
