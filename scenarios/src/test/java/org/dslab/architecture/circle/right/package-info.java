/** One half of a circle of two packages, to prove that circles are found. */
@NullMarked
package org.dslab.architecture.circle.right;

import org.jspecify.annotations.NullMarked;
