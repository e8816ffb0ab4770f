package org.dslab.engine.reception;

/** What all SMTP sessions of a site share: whether there is room for mail, and who clients are. */
public record Doorkeeping(Capacity capacity, Logins logins) {}
