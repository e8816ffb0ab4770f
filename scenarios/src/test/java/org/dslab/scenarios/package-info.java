@NullMarked
package org.dslab.scenarios;

import org.jspecify.annotations.NullMarked;
