/** What worlds record alike: the engine's events and the mailboxes' contents as history. */
@NullMarked
package org.dslab.lab.record;

import org.jspecify.annotations.NullMarked;
