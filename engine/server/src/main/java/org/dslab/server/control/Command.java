package org.dslab.server.control;

import org.dslab.server.json.JsonValue;

/** One command: reads its arguments, asks the site, and makes the members of the answer. */
@FunctionalInterface
interface Command {

    JsonValue.Members run(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException;
}
