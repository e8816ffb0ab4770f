@NullMarked
package org.dslab.lab.simulated;

import org.jspecify.annotations.NullMarked;
