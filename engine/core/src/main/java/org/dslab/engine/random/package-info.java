/** Seeded random numbers that are the same in every JVM. */
@NullMarked
package org.dslab.engine.random;

import org.jspecify.annotations.NullMarked;
