/** Email addresses (RFC 5321 4.1.2) and how they are compared. */
@NullMarked
package org.dslab.engine.address;

import org.jspecify.annotations.NullMarked;
