/** What a site is told: its configuration, already validated. */
@NullMarked
package org.dslab.engine.settings;

import org.jspecify.annotations.NullMarked;
