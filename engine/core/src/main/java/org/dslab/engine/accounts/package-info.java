/** The addresses of this site and how new ones are made. */
@NullMarked
package org.dslab.engine.accounts;

import org.jspecify.annotations.NullMarked;
