package org.dslab.engine.seam;

/** What a listening socket is for. */
public enum Service {
    SMTP,
    MINGER,
    /** The maps of a side-car, asked by the mail server that it stands beside. */
    SOCKETMAP
}
