/** What a world offers to a scenario: sites, links, faults and time. */
@NullMarked
package org.dslab.lab.world;

import org.jspecify.annotations.NullMarked;
