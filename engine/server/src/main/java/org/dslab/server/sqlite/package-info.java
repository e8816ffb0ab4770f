/** The spool of a site on disk: an SQLite database, and files for what is too big for it (docs/decisions/0005). */
@NullMarked
package org.dslab.server.sqlite;

import org.jspecify.annotations.NullMarked;
