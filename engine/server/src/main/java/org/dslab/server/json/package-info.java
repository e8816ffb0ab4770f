/** JSON as this server speaks it: log lines, and the requests and answers of its control socket. */
@NullMarked
package org.dslab.server.json;

import org.jspecify.annotations.NullMarked;
