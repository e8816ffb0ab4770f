/** Tests of a site as a server of its own. */
@NullMarked
package org.dslab.server.control;

import org.jspecify.annotations.NullMarked;
