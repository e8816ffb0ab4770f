/** SMTP (RFC 5321) server and client sessions as octet-level state machines. */
@NullMarked
package org.dslab.engine.smtp;

import org.jspecify.annotations.NullMarked;
