/** What a driver's threads share. */
@NullMarked
package org.dslab.server;

import org.jspecify.annotations.NullMarked;
