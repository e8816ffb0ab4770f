/** The seam between a pure state machine and the driver that carries its effects out. */
@NullMarked
package org.dslab.engine.seam;

import org.jspecify.annotations.NullMarked;
