package org.dslab.architecture.circle.left;

import org.dslab.architecture.circle.right.Right;

/** Knows {@link Right}, which knows it. */
public interface Left {

    Right other();
}
