package org.dslab.engine.settings;

/**
 * An alias that seeds an empty spool (DS-71).
 *
 * @param name the local part, or a whole address; a bare local part is in the site's first domain
 * @param target the same, or an address of any other domain
 */
public record AliasSetting(String name, String target) {}
