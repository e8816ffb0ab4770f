/** The durable state of a site: what a commit may change and what a restart finds again. */
@NullMarked
package org.dslab.engine.spool;

import org.jspecify.annotations.NullMarked;
