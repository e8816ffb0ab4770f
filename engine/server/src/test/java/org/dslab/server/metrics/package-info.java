/** Tests of a site as a server of its own. */
@NullMarked
package org.dslab.server.metrics;

import org.jspecify.annotations.NullMarked;
