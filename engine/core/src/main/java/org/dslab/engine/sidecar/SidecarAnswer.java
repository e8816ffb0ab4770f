package org.dslab.engine.sidecar;

import org.dslab.engine.seam.Answer;

/** What a side-car answers to a {@link SidecarRequest}. */
public sealed interface SidecarAnswer extends Answer {

    record Done() implements SidecarAnswer {}
}
