package org.dslab.engine.settings;

/**
 * Everything a side-car is told.
 *
 * @param site what the foreign server is among its peers: name, domains, how it answers Minger, whom it asks, and its
 *     users as accounts
 */
public record SidecarSettings(SiteSettings site, SocketmapSettings socketmap) {}
