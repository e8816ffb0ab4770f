package org.dslab.engine.smtp;

/**
 * What a client has said in EHLO or HELO.
 *
 * @param name what it calls itself
 * @param extended whether it said EHLO
 */
record Hello(String name, boolean extended) {

    /** It has said nothing yet, or nothing that counts any more. */
    static final Hello NONE = new Hello("", false);

    boolean isMissing() {
        return name.isEmpty();
    }
}
