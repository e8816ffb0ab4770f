/** Timers inside a site: time is an argument, never a clock. */
@NullMarked
package org.dslab.engine.time;

import org.jspecify.annotations.NullMarked;
