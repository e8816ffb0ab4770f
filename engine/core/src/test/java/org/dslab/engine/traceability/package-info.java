/** Every requirement has a test that names it, and a defect that this test catches. */
@NullMarked
package org.dslab.engine.traceability;

import org.jspecify.annotations.NullMarked;
