package org.dslab.engine.settings;

/** How a Minger query travels. */
public enum MingerTransport {
    UDP,
    TCP
}
