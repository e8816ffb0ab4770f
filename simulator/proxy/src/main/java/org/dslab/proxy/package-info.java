/** TCP and UDP fault proxies. */
@NullMarked
package org.dslab.proxy;

import org.jspecify.annotations.NullMarked;
