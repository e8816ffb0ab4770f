/** The scenario language: what a scenario file says, read and validated. */
@NullMarked
package org.dslab.lab.scenario;

import org.jspecify.annotations.NullMarked;
