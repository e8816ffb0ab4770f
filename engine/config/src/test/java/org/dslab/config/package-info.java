@NullMarked
package org.dslab.config;

import org.jspecify.annotations.NullMarked;
