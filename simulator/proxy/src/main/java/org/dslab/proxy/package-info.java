/** TCP and UDP proxies whose links can be cut, held, refused, reset and delayed, on a time that they are told. */
@NullMarked
package org.dslab.proxy;

import org.jspecify.annotations.NullMarked;
