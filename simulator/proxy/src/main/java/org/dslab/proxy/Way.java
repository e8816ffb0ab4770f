package org.dslab.proxy;

/** One direction of one link. */
public record Way(ProxyLink link, Direction direction) {}
