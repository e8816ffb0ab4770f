/** Collecting the effects of one input, and giving their results back to whoever asked. */
@NullMarked
package org.dslab.engine.effects;

import org.jspecify.annotations.NullMarked;
