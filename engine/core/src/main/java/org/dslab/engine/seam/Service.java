package org.dslab.engine.seam;

/** What a listening socket is for. */
public enum Service {
    SMTP,
    MINGER
}
