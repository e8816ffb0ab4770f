/** Mailing lists: who may post, whom a post reaches, and how sites that have one list share its posts (DS-80 to DS-84). */
@NullMarked
package org.dslab.engine.lists;

import org.jspecify.annotations.NullMarked;
