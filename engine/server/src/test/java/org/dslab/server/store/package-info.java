/** Tests of what a driver stores. */
@NullMarked
package org.dslab.server.store;

import org.jspecify.annotations.NullMarked;
