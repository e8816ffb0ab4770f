/** Tests of what a driver sqlites. */
@NullMarked
package org.dslab.server.sqlite;

import org.jspecify.annotations.NullMarked;
