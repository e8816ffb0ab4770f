@NullMarked
package org.dslab.proxy;

import org.jspecify.annotations.NullMarked;
