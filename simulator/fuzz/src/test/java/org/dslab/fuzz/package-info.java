/** Everything that reads octets from outside, fed with octets that nobody would send. */
@NullMarked
package org.dslab.fuzz;

import org.jspecify.annotations.NullMarked;
