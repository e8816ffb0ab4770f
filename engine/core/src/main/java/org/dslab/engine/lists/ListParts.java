package org.dslab.engine.lists;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.Route;
import org.dslab.engine.time.Timers;

/**
 * What lists need of their site.
 *
 * @param queueIds ids for new messages
 * @param routes the first route of a recipient that nobody has decided about
 */
public record ListParts(
        SiteSettings settings,
        Effects effects,
        Timers timers,
        Supplier<String> queueIds,
        Function<EmailAddress, Route> routes,
        ListSharing sharing) {

    String site() {
        return settings.site();
    }

    String hostname() {
        return settings.hostname();
    }
}
