/** The control socket: an operator's commands as JSON lines over a Unix socket that only its owner can open. */
@NullMarked
package org.dslab.server.control;

import org.jspecify.annotations.NullMarked;
