@NullMarked
package org.dslab.lab.scenario;

import org.jspecify.annotations.NullMarked;
