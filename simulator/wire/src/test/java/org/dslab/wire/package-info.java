@NullMarked
package org.dslab.wire;

import org.jspecify.annotations.NullMarked;
