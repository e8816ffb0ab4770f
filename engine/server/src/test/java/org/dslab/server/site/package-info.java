/** Tests of a site as a server of its own. */
@NullMarked
package org.dslab.server.site;

import org.jspecify.annotations.NullMarked;
