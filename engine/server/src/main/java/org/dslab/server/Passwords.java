package org.dslab.server;

import org.dslab.engine.settings.Secret;

/** The passwords of a site's accounts. Thread-safe; a check may take a while. */
@FunctionalInterface
public interface Passwords {

    /** Nobody has one. */
    Passwords NONE = (account, password) -> false;

    /** Whether it is the account's password; takes as long for an account that has none. */
    boolean isRight(String account, Secret password);
}
