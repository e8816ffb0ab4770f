/** Domains that another server hosts: their recipients are verified there before acceptance (DS-60 to DS-62). */
@NullMarked
package org.dslab.engine.gateway;

import org.jspecify.annotations.NullMarked;
