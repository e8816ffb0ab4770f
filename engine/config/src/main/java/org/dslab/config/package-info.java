/** Strict YAML reading and a site's configuration file. */
@NullMarked
package org.dslab.config;

import org.jspecify.annotations.NullMarked;
