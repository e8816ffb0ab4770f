/** Tests of mailboxes in the file system. */
@NullMarked
package org.dslab.server.mailbox;

import org.jspecify.annotations.NullMarked;
