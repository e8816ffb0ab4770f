/** A side-car that makes a foreign mail server, such as Postfix, a full member of a sharing set. */
@NullMarked
package org.dslab.engine.sidecar;

import org.jspecify.annotations.NullMarked;
