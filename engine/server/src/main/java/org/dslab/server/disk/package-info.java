/** Files and folders that survive a crash of the machine. */
@NullMarked
package org.dslab.server.disk;

import org.jspecify.annotations.NullMarked;
