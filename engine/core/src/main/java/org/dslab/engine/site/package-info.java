/** The whole site put together behind the seam. */
@NullMarked
package org.dslab.engine.site;

import org.jspecify.annotations.NullMarked;
