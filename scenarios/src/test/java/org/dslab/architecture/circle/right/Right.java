package org.dslab.architecture.circle.right;

import org.dslab.architecture.circle.left.Left;

/** Knows {@link Left}, which knows it. */
public interface Right {

    Left other();
}
