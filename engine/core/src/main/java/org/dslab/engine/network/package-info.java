/** Network addresses as values. */
@NullMarked
package org.dslab.engine.network;

import org.jspecify.annotations.NullMarked;
