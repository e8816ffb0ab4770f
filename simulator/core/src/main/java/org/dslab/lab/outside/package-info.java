/** The rest of the mail world: senders, a smart host, receivers of other domains; one machine, built like a site. */
@NullMarked
package org.dslab.lab.outside;

import org.jspecify.annotations.NullMarked;
