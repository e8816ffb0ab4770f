@NullMarked
package org.dslab.lab.run;

import org.jspecify.annotations.NullMarked;
