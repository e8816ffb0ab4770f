package org.dslab.lab.world;

/** What travels on a link. */
public enum Protocol {
    /** TCP, port 2525 in the lab. */
    SMTP,
    /** UDP and TCP, port 4069. */
    MINGER
}
