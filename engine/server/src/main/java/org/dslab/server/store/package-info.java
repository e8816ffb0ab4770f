/** Durable state and mailboxes behind a driver's store thread. */
@NullMarked
package org.dslab.server.store;

import org.jspecify.annotations.NullMarked;
