/** The queue: where each recipient's copy goes, when it is tried, and what happens when it fails. */
@NullMarked
package org.dslab.engine.delivery;

import org.jspecify.annotations.NullMarked;
