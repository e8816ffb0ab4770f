/** What a site decides when mail arrives: senders, recipients, messages. */
@NullMarked
package org.dslab.engine.reception;

import org.jspecify.annotations.NullMarked;
