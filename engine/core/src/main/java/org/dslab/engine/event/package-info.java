/** What a site records about itself; checkers and reports are made from these. */
@NullMarked
package org.dslab.engine.event;

import org.jspecify.annotations.NullMarked;
