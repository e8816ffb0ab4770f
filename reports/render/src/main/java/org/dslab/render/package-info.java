/** What a person sees of a run: console, JUnit XML, HTML. */
@NullMarked
package org.dslab.render;

import org.jspecify.annotations.NullMarked;
