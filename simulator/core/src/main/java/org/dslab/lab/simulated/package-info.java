/** The simulated world: one thread, virtual time, one queue of events. */
@NullMarked
package org.dslab.lab.simulated;

import org.jspecify.annotations.NullMarked;
