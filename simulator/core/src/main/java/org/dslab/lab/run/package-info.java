/** Acting a scenario out in a world and judging its expectations. */
@NullMarked
package org.dslab.lab.run;

import org.jspecify.annotations.NullMarked;
