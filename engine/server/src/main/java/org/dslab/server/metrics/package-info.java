/** Counts what a site does, for Prometheus. */
@NullMarked
package org.dslab.server.metrics;

import org.jspecify.annotations.NullMarked;
