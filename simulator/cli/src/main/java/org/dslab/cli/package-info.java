/** The dslab command. */
@NullMarked
package org.dslab.cli;

import org.jspecify.annotations.NullMarked;
