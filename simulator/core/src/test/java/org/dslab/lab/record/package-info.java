@NullMarked
package org.dslab.lab.record;

import org.jspecify.annotations.NullMarked;
