@NullMarked
package org.dslab.server.passwords;

import org.jspecify.annotations.NullMarked;
