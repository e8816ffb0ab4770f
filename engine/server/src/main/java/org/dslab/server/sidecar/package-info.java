/** A side-car of a foreign mail server, as a server of its own. */
@NullMarked
package org.dslab.server.sidecar;

import org.jspecify.annotations.NullMarked;
