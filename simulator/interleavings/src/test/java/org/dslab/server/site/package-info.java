/** What the threads of a site share. */
@NullMarked
package org.dslab.server.site;

import org.jspecify.annotations.NullMarked;
